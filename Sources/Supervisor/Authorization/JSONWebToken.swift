internal import Values
internal import Verification

/// A signed token in its compact form (RFC 7515 §3.1, RFC 7519), read and not believed.
///
/// Only what is needed is taken out of the header, and nothing of it chooses how it is judged but the
/// algorithm and the key's id, which lead into tables of ours: `jku`, `jwk` and `x5u` are never looked at,
/// and `crit` is refused because nothing critical is understood here.
struct JSONWebToken {
  /// The most bytes of the decoded header.
  static let headerByteCountMax = 1_024
  /// The most bytes of the decoded claims.
  static let claimsByteCountMax = 6_144

  let algorithm: SignatureAlgorithm
  let keyID: String?
  let claims: JSONValue
  let signature: [UInt8]
  /// What was signed: header and claims as they came.
  let signed: ArraySlice<UInt8>

  /// Reads a token; `nil` for everything that is none.
  init?(_ token: ArraySlice<UInt8>) {
    let parts = token.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 3 else { return nil }
    guard let header = Self.object(parts[0], byteCountMax: Self.headerByteCountMax),
      let claims = Self.object(parts[1], byteCountMax: Self.claimsByteCountMax),
      let signature = Self.decoded(parts[2]), !signature.isEmpty
    else { return nil }
    guard header["crit"] == nil, header["b64"] == nil,
      let algorithm = header["alg"]?.string.flatMap({ SignatureAlgorithm(rawValue: $0) }),
      Self.isAccessToken(header["typ"])
    else { return nil }
    if let named = header["kid"] {
      guard let id = named.string, id.utf8.count <= JSONWebKey.idByteCountMax else { return nil }
      keyID = id
    } else {
      keyID = nil
    }
    self.algorithm = algorithm
    self.claims = claims
    self.signature = signature
    signed = token[token.startIndex..<parts[1].endIndex]
  }

  private static func object(_ part: ArraySlice<UInt8>, byteCountMax: Int) -> JSONValue? {
    guard part.count <= (byteCountMax * 4 + 2) / 3, let bytes = decoded(part) else { return nil }
    let limits = JSONLimits(
      byteCountMax: byteCountMax, depthMax: 8, memberCountMax: 64, valueCountMax: 512,
      duplicateKeys: .refused)
    do throws(JSONReader.Failure) {
      let root = try JSONDocument(bytes, limits: limits).root
      return root.kind == .object ? root : nil
    } catch {
      // Where a token is broken is of no use to whoever sent it.
      return nil
    }
  }

  private static func decoded(_ part: ArraySlice<UInt8>) -> [UInt8]? { Base64URL.decode(part.span) }

  /// Whether `typ` says nothing, or an access token's type (RFC 9068 §2.1) or the general one. Others are
  /// signed by the same issuer for other ends, such as a logout.
  private static func isAccessToken(_ type: JSONValue?) -> Bool {
    guard let type else { return true }
    guard let text = type.string?.lowercased() else { return false }
    return ["jwt", "at+jwt", "application/at+jwt"].contains(text)
  }
}
