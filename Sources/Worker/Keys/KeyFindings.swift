/// What is to be said of a key.
package struct KeyFindings: Sendable, Equatable {
  /// What the exchange lets it do; nil where that cannot be asked.
  package var rights: KeyRights?
  /// Why it is not used, each as what follows "because"; empty when it is.
  package var refusals: [String] = []
  /// What to warn of, whole sentences without a full stop.
  package var warnings: [String] = []
}
