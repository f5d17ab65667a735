import Testing

@testable import Signing

@Suite struct `Ed25519 and RSA` {
  @Test(arguments: Ed25519Vectors.rows) func `give and accept the signatures of RFC 8032`(
    _ row: Ed25519Vectors.Row
  ) throws {
    let message = SampleBytes.hexadecimal(row.message)
    let key = try PrivateKey(ed25519Seed: SampleBytes.secret(SampleBytes.hexadecimal(row.seed)))
    let signer = Signer.privateKey(key)
    for _ in 0..<3 { #expect(Hexadecimal.text(try signer.sign(message)) == row.signature) }
    let bytes = SampleBytes.hexadecimal(row.publicKey)
    let verifier = Verifier.publicKey(try PublicKey(ed25519: bytes.span))
    for _ in 0..<3 { #expect(verifier.isValid(SampleBytes.hexadecimal(row.signature), of: message)) }
    #expect(verifier.kind == .ed25519)
  }

  @Test(arguments: Ed25519Vectors.rows) func `a wrong bit of an Ed25519 signature is refused`(
    _ row: Ed25519Vectors.Row
  ) throws {
    let message = SampleBytes.hexadecimal(row.message)
    let signature = SampleBytes.hexadecimal(row.signature)
    let bytes = SampleBytes.hexadecimal(row.publicKey)
    let verifier = Verifier.publicKey(try PublicKey(ed25519: bytes.span))
    for bit in 0..<signature.count * 8 {
      var wrong = signature
      wrong[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(!verifier.isValid(wrong, of: message))
    }
    #expect(!verifier.isValid(signature, of: message + [0]))
    #expect(!verifier.isValid(Array(signature.dropLast()), of: message))
    #expect(!verifier.isValid([], of: message))
    #expect(verifier.isValid(signature, of: message), "and nothing is left of the wrong ones")
  }

  @Test(arguments: RSAVectors.rows) func `RSA takes what is valid and nothing that looks like it`(
    _ row: RSAVectors.Row
  ) throws {
    let pem = Array(SampleBytes.pem(RSAVectors.publicKey, "PUBLIC").utf8)
    let verifier = Verifier.publicKey(try PublicKey(pem: pem.span))
    let message = try #require(Base64.decode(row.message))
    let signature = try #require(Base64.decode(row.signature))
    #expect(verifier.isValid(signature, of: message) == row.isValid)
  }

  @Test(arguments: [SignatureKind.ed25519, .rsa]) func `a new key signs in pieces what its half accepts`(
    _ kind: SignatureKind
  ) throws {
    let key = kind == .rsa ? try PrivateKey.generateRSA(bitCount: 1_024) : try PrivateKey.generateEd25519()
    let publicKey = try key.publicKey()
    #expect(key.kind == kind && publicKey.kind == kind)
    let message = Array("symbol=BTCUSDT&side=SELL&timestamp=1668481559918".utf8)
    for cut in [0, 1, 20, message.count] {
      key.update(Array(message[..<cut]).span)
      key.update(Array(message[cut...]).span)
      let signature = try key.finish()
      #expect(signature.count == (kind == .rsa ? 128 : 64))
      publicKey.update(Array(message[..<(message.count - cut)]).span)
      publicKey.update(Array(message[(message.count - cut)...]).span)
      #expect(publicKey.accepts(signature))
      publicKey.update(message.span)
      publicKey.update([0x26].span)
      #expect(!publicKey.accepts(signature))
      var wrong = signature
      wrong[17] ^= 4
      publicKey.update(message.span)
      #expect(!publicKey.accepts(wrong))
    }
  }

  @Test func `two new keys are two`() throws {
    #expect(try PrivateKey.generateEd25519().publicPEM() != PrivateKey.generateEd25519().publicPEM())
  }
}
