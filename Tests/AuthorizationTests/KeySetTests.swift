import Authorization
import Testing

@Suite struct `Key sets of an issuer` {
  private func set(_ keys: String) throws -> JSONWebKeySet {
    try JSONWebKeySet(Array(#"{"keys":[\#(keys)]}"#.utf8))
  }

  private let point = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"

  @Test func `keys for other ends are passed over`() throws {
    let others = [
      #"{"kty":"RSA","use":"enc","n":"AQAB","e":"AQAB"}"#, #"{"kty":"EC","crv":"P-384","x":"","y":""}"#,
      #"{"kty":"OKP","crv":"X25519","x":"AA"}"#, #"{"kty":"new","a":1}"#,
      #"{"kty":"RSA","alg":"PS256","n":"AQAB","e":"AQAB"}"#,
      #"{"kty":"OKP","crv":"Ed25519","key_ops":["sign"],"x":"AA"}"#,
    ]
    _ = try set((others + [Issuer.edKey]).joined(separator: ","))
    #expect(throws: JSONWebKeySet.Failure.self) { try set(others.joined(separator: ",")) }
  }

  @Test func `a set with a private key, a shared secret, a broken key or two of one name is refused`() throws
  {
    let bad = [
      Issuer.edKey.dropLast() + #","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}"#,
      #"{"kty":"oct","kid":"a","k":"AAAA"}"#, #"{"kty":"oct"}"#,
      #"{"kty":"RSA","n":"\#(IssuedSamples.shortModulus)","e":"AQAB"}"#,
      #"{"kty":"RSA","n":"\#(IssuedSamples.rsaModulus)"}"#,
      #"{"kty":"RSA","n":"\#(IssuedSamples.rsaModulus)=","e":"AQAB"}"#,
      #"{"kty":"RSA","n":7,"e":"AQAB"}"#, #"{"kty":"EC","crv":"P-256","x":"\#(point)","y":"\#(point)"}"#,
      #"{"kty":"EC","crv":"P-256","x":"\#(point)"}"#, #"{"kty":"OKP","crv":"Ed25519","x":"AAAA"}"#,
      #"{"kty":"OKP","crv":"Ed25519","kid":7,"x":"\#(point)"}"#, #"{"crv":"Ed25519"}"#, "7", Issuer.edKey,
    ]
    for key in bad {
      #expect(throws: JSONWebKeySet.Failure.self, "\(key)") { try set("\(key),\(Issuer.edKey)") }
    }
  }

  @Test func `a text that is no set is refused`() {
    let many = [String](repeating: #"{"kty":"new"}"#, count: 65).joined(separator: ",")
    for text in [
      "", "{}", "[]", #"{"keys":{}}"#, #"{"keys":[]}"#, #"{"keys":[\#(Issuer.edKey)]"#,
      #"{"keys":[\#(Issuer.edKey)],"keys":[]}"#, #"{"keys":[\#(many),\#(Issuer.edKey)]}"#,
      String(repeating: " ", count: JSONWebKeySet.byteCountMax) + #"{"keys":[\#(Issuer.edKey)]}"#,
    ] {
      #expect(throws: JSONWebKeySet.Failure.self, "\(text.prefix(40))") {
        try JSONWebKeySet(Array(text.utf8))
      }
    }
  }
}
