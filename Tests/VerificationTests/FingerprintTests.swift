import Testing
import Verification

@Suite struct `Fingerprints` {
  /// NIST, SHA-256 examples.
  @Test(arguments: [
    ("", "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"),
    ("abc", "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"),
  ]) func `published digests`(message: String, digest: String) {
    let fingerprint = Fingerprint(of: Array(message.utf8).span)
    #expect(Base64URL.encode(fingerprint.bytes.span) == Array(digest.utf8))
  }

  @Test func `a digest that differs in one bit is another one`() throws {
    let fingerprint = Fingerprint(of: Array("abc".utf8).span)
    #expect(Fingerprint(bytes: fingerprint.bytes) == fingerprint)
    for index in fingerprint.bytes.indices {
      for bit in 0..<8 {
        var changed = fingerprint.bytes
        changed[index] ^= 1 << UInt8(bit)
        #expect(try #require(Fingerprint(bytes: changed)) != fingerprint)
      }
    }
  }

  @Test(arguments: [0, 31, 33]) func `a digest has 32 bytes`(byteCount: Int) {
    #expect(Fingerprint(bytes: [UInt8](repeating: 0, count: byteCount)) == nil)
  }
}
