import Testing

@testable import Signing

@Suite struct `The exchange's own examples` {
  @Test(arguments: ExchangeVectors.hmac) func `of HMAC are reproduced`(_ row: ExchangeVectors.Row) throws {
    let signer = try Signer(SampleBytes.secret(row.key))
    #expect(signer.kind == .hmac)
    #expect(Hexadecimal.text(try signer.sign(Array(row.payload.utf8))) == row.signature)
  }

  @Test(arguments: ExchangeVectors.ed25519) func `of Ed25519 are reproduced`(
    _ row: ExchangeVectors.Row
  ) throws {
    let signer = try Signer(SampleBytes.secret(SampleBytes.pem(row.key, "PRIVATE")))
    #expect(signer.kind == .ed25519)
    #expect(Base64.text(try signer.sign(Array(row.payload.utf8))) == row.signature)
  }

  @Test func `of RSA read as the bytes of a signature`() throws {
    let example = ExchangeVectors.percentEncoded
    let bytes = try #require(Base64.decode(example.base64))
    #expect(bytes.count == example.byteCount)
    #expect(Base64.text(bytes) == example.base64)
  }
}
