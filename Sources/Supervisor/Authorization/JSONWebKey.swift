internal import Values
internal import Verification

/// One public key of an issuer (RFC 7517 §4).
struct JSONWebKey: Sendable {
  /// What a member of a key set is.
  enum Reading {
    /// A key that judges signatures here.
    case key(JSONWebKey)
    /// A key for something else, or of a kind that is not taken: sets have such beside the others.
    case another
    /// Something that no set of public keys holds, and why.
    case faulty(String)
  }

  /// The most bytes of a key's id.
  static let idByteCountMax = 256

  /// By which a token names it.
  let id: String?
  let key: VerificationKey
  /// Its public numbers: two keys with the same are the same.
  let material: [[UInt8]]

  /// Reads a member of a key set.
  static func read(_ value: JSONValue) -> Reading {
    guard value.kind == .object, let type = value["kty"]?.string else { return .faulty("a key without kty") }
    // Private members of RFC 7518 §6.2.2, §6.3.2 and RFC 8037 §2.
    if value["d"] != nil || value["p"] != nil {
      return .faulty("a private key, which belongs to the issuer alone")
    }
    if value["k"] != nil || type == "oct" {
      return .faulty("a shared secret, with which tokens could be forged")
    }
    if let use = value["use"], !use.isString("sig") { return .another }
    if let operations = value["key_ops"], !operations.elements.contains(where: { $0.isString("verify") }) {
      return .another
    }
    guard let algorithm = algorithm(type, value["crv"]?.string) else { return .another }
    if let named = value["alg"], !named.isString(algorithm.rawValue) { return .another }
    var id: String?
    if let named = value["kid"] {
      guard let text = named.string, text.utf8.count <= idByteCountMax else {
        return .faulty("a kid that is none")
      }
      id = text
    }
    guard let material = material(algorithm, value), let key = key(algorithm, material) else {
      return .faulty("a key that cannot be used: \(algorithm.rawValue)")
    }
    return .key(JSONWebKey(id: id, key: key, material: material))
  }

  private static func algorithm(_ type: String, _ curve: String?) -> SignatureAlgorithm? {
    switch (type, curve) {
    case ("RSA", _): .rs256
    case ("EC", "P-256"): .es256
    case ("OKP", "Ed25519"): .eddsa
    default: nil
    }
  }

  private static func material(_ algorithm: SignatureAlgorithm, _ value: JSONValue) -> [[UInt8]]? {
    let names =
      switch algorithm {
      case .rs256: ["n", "e"]
      case .es256: ["x", "y"]
      case .eddsa: ["x"]
      }
    let material = names.compactMap { name in
      value[name]?.string.flatMap { Base64URL.decode($0.utf8Span.span) }
    }
    return material.count == names.count ? material : nil
  }

  private static func key(_ algorithm: SignatureAlgorithm, _ material: [[UInt8]]) -> VerificationKey? {
    switch algorithm {
    case .rs256: VerificationKey(rsaModulus: material[0], exponent: material[1])
    case .es256: VerificationKey(p256X: material[0], y: material[1])
    case .eddsa: VerificationKey(ed25519: material[0])
    }
  }
}
