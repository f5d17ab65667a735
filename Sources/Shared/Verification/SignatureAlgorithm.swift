/// The signatures that are taken, by their names in RFC 7518 §3.1 and RFC 8037 §3.1. All have a public key:
/// with a shared secret, whoever checks could also sign.
public enum SignatureAlgorithm: String, Sendable, Hashable, CaseIterable {
  /// RSASSA-PKCS1-v1_5 with SHA-256.
  case rs256 = "RS256"
  /// ECDSA on P-256 with SHA-256; a signature is 64 bytes, R and S.
  case es256 = "ES256"
  /// Ed25519 (RFC 8032). Ed448 has the same name and is not taken.
  case eddsa = "EdDSA"
}
