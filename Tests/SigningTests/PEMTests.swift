import Testing

@testable import Signing

@Suite struct `Keys in PEM` {
  private static let message = Array("timestamp=1".utf8)

  @Test(arguments: [SignatureKind.ed25519, .rsa]) func `are read as they were written`(
    _ kind: SignatureKind
  ) throws {
    let key = kind == .rsa ? try PrivateKey.generateRSA(bitCount: 1_024) : try PrivateKey.generateEd25519()
    let pem = try key.pem()
    #expect(String(decoding: pem.copy, as: UTF8.self).hasPrefix("-----BEGIN PRIVATE"), "PKCS#8")
    let again = try PrivateKey(pem: pem)
    #expect(again.kind == kind)
    #expect(try again.publicPEM() == key.publicPEM())
    key.update(Self.message.span)
    let signature = try key.finish()
    let publicKey = try again.publicKey()
    publicKey.update(Self.message.span)
    #expect(publicKey.accepts(signature))
  }

  @Test(arguments: [SignatureKind.ed25519, .rsa]) func `encrypted ones want their passphrase`(
    _ kind: SignatureKind
  ) throws {
    let key = kind == .rsa ? try PrivateKey.generateRSA(bitCount: 1_024) : try PrivateKey.generateEd25519()
    let passphrase = SampleBytes.secret("correct horse")
    let pem = try key.pem(passphrase: passphrase)
    #expect(String(decoding: pem.copy, as: UTF8.self).hasPrefix("-----BEGIN ENCRYPTED PRIVATE"))
    #expect(try PrivateKey(pem: pem, passphrase: passphrase).publicPEM() == key.publicPEM())
    #expect(throws: SigningFailure.passphraseMissing) { try PrivateKey(pem: pem) }
    for wrong in ["correct hors", "correct horse ", "", String(repeating: "x", count: 5_000)] {
      #expect(throws: SigningFailure.passphraseWrong) {
        try PrivateKey(pem: pem, passphrase: SampleBytes.secret(wrong))
      }
    }
  }

  @Test func `a passphrase for a key that needs none is not looked at`() throws {
    let key = try PrivateKey.generateEd25519()
    let again = try PrivateKey(pem: try key.pem(), passphrase: SampleBytes.secret("x"))
    #expect(try again.publicPEM() == key.publicPEM())
  }

  @Test func `damage anywhere is a failure or another key, and never a crash`() throws {
    let key = try PrivateKey.generateEd25519()
    let pem = try key.pem().copy
    for index in pem.indices {
      var damaged = pem
      damaged[index] ^= 1
      do throws(SigningFailure) {
        let other = try PrivateKey(pem: SampleBytes.secret(damaged))
        #expect(other.kind == .ed25519)
      } catch {
        #expect(error == .unreadableKey || error == .unsupportedKey || error == .passphraseMissing)
      }
      // The line end behind the last line may be missing.
      guard index < pem.count - 1 else { continue }
      #expect(throws: SigningFailure.self) { try PrivateKey(pem: SampleBytes.secret(Array(pem[..<index]))) }
    }
  }

  @Test func `other texts are no keys`() throws {
    let publicPEM = try PrivateKey.generateEd25519().publicPEM()
    for text in ["", "x", "-----BEGIN ", String(decoding: publicPEM, as: UTF8.self)] {
      #expect(throws: SigningFailure.unreadableKey) { try PrivateKey(pem: SampleBytes.secret(text)) }
    }
    let privatePEM = try PrivateKey.generateEd25519().pem().copy
    #expect(throws: SigningFailure.unreadableKey) { try PublicKey(pem: privatePEM.span) }
    #expect(throws: SigningFailure.unreadableKey) { try PublicKey(pem: Span()) }
    let short = [UInt8](repeating: 1, count: 31)
    #expect(throws: SigningFailure.unreadableKey) { try PublicKey(ed25519: short.span) }
    #expect(throws: SigningFailure.unreadableKey) {
      try PrivateKey(ed25519Seed: SampleBytes.secret(short))
    }
  }

  /// A public key on the curve P-256 (RFC 6979 §A.2.5), and one of RSA with 512 bits.
  @Test(arguments: [
    "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEYP7UuiVanTHJYet0xjVtaMBJuJI7Yfps5mliLmDyn7Z5A/4QCLi8maQa6elWKLxk8vGyDC1+n1F3o8KU1EYimQ==",
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAOT4YCz3DazV5qeW8Wmyi4DIjxwLtg1BKmy9YgkQJBXGDoLuMUfh8KPowxsIQLOTvuhFOZips8O/Bg0YHOXdx5UCAwEAAQ==",
  ]) func `of other algorithms, or too short, are refused`(_ inside: String) {
    let pem = Array(SampleBytes.pem(inside, "PUBLIC").utf8)
    #expect(throws: SigningFailure.unsupportedKey) { try PublicKey(pem: pem.span) }
  }

  @Test func `a file's kind is seen in its first line`() throws {
    let pem = try PrivateKey.generateEd25519().pem()
    #expect(try Signer(pem).kind == .ed25519)
    #expect(try Signer(SampleBytes.secret("\n" + String(decoding: pem.copy, as: UTF8.self))).kind == .ed25519)
    #expect(
      try Signer(SampleBytes.secret("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j\n"))
        .kind == .hmac)
  }
}
