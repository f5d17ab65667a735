import Authorization
import Signing
import Verification
import Wire

/// An OAuth issuer of the tests: it signs with the Ed25519 key of RFC 8037 A.1.
struct Issuer {
  static let setting = IssuerSetting(issuer: "https://issuer.example", audience: "https://desk.example/mcp")
  static let now = 2_000_000_100
  static let usualHeader = #"{"alg":"EdDSA","kid":"ed-1","typ":"at+jwt"}"#

  private static let seed = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"
  private static let point = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"

  /// The claims that are good, without one and with others instead.
  static func claims(without left: String? = nil, _ others: String...) -> String {
    var members = [
      "iss": #""https://issuer.example""#, "aud": #""https://desk.example/mcp""#, "sub": #""alice""#,
      "exp": "2000003600", "nbf": "2000000000", "iat": "2000000000", "scope": #""market account""#,
    ]
    if let left { members[left] = nil }
    return "{"
      + (members.sorted { $0.key < $1.key }.map { "\"\($0.key)\":\($0.value)" } + others).joined(
        separator: ",")
      + "}"
  }

  private static func letters(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return Base64URL.encode(bytes.span)
  }

  /// A signed token.
  static func token(_ claims: String? = nil, header: String = usualHeader) throws -> [UInt8] {
    let bytes = Base64URL.decode(Array(seed.utf8).span) ?? []
    let key = try PrivateKey(ed25519Seed: Secret(copying: bytes.span))
    let signed = letters(header) + [dot] + letters(claims ?? Self.claims())
    key.update(signed.span)
    let signature = try key.finish()
    return signed + [dot] + Base64URL.encode(signature.span)
  }

  /// A token of two parts with a signature of one's own making.
  static func unsigned(header: String, signature: [UInt8] = []) -> [UInt8] {
    letters(header) + [dot] + letters(claims()) + [dot] + Base64URL.encode(signature.span)
  }

  private static let dot = UInt8(ascii: ".")

  static let edKey = #"{"kty":"OKP","crv":"Ed25519","kid":"ed-1","use":"sig","alg":"EdDSA","x":"\#(point)"}"#
  static let rsaKey =
    #"{"kty":"RSA","kid":"rsa-1","use":"sig","n":"\#(IssuedSamples.rsaModulus)","e":"AQAB"}"#
  static let ecKey =
    #"{"kty":"EC","crv":"P-256","kid":"ec-1","key_ops":["verify"],"x":"\#(IssuedSamples.pointX)","y":"\#(IssuedSamples.pointY)"}"#

  static func keys(_ keys: String...) throws -> JSONWebKeySet {
    try JSONWebKeySet(Array(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8))
  }

  /// An authorizer that takes this issuer's tokens.
  static func authorizer(_ setting: IssuerSetting = setting) throws -> Authorizer {
    var authorizer = Authorizer(issuer: setting, resource: "https://desk.example/mcp")
    authorizer.replace(try keys(edKey, rsaKey, ecKey))
    return authorizer
  }
}
