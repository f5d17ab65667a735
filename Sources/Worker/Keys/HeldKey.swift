package import Exchange
package import LinuxIO
package import Signing

/// A key that this process signs with.
@LoopActor
package struct HeldKey {
  /// The key.
  package let key: ExchangeKey
  /// What signs.
  package let kind: SignatureKind
  /// What was unusual about its file.
  package let warnings: [String]

  init(key: ExchangeKey, warnings: [String]) {
    self.key = key
    self.warnings = warnings
    kind = key.signer.kind
  }
}
