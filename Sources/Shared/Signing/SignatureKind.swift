/// The kinds of keys that sign requests (faqs/api_key_types.md).
public enum SignatureKind: String, Sendable, Hashable, CaseIterable {
  /// HMAC with SHA-256: one secret on both sides.
  case hmac
  /// Ed25519 (RFC 8032).
  case ed25519
  /// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2).
  case rsa
}
