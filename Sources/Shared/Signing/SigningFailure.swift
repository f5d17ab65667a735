/// Why a key cannot be used. Never holds a byte of one.
public enum SigningFailure: Error, Sendable, Hashable {
  /// The secret is empty.
  case emptySecret
  /// The bytes are no key in PEM that libcrypto can read.
  case unreadableKey
  /// The key is encrypted and no passphrase was given.
  case passphraseMissing
  /// The key is encrypted, and not with this passphrase.
  case passphraseWrong
  /// The key is neither Ed25519 nor RSA of `PrivateKey.rsaBitCounts`.
  case unsupportedKey
  /// libcrypto could not do it: no memory, or no random numbers.
  case libraryFailure
}
