/// A key that a worker is to hold: its id, and where its secret is.
package struct KeySource: Sendable, Equatable {
  /// Where a secret is.
  package enum Place: Sendable, Equatable {
    /// In a file, which the worker opens itself.
    case file(String)
    /// In a page that the launcher hands down under this number.
    case page(Int32)
  }

  /// The id; no secret.
  package var id: String
  /// Where the secret is.
  package var place: Place
  /// The file with the passphrase of an encrypted PEM.
  package var passphraseFile: String?

  /// A key.
  package init(id: String, place: Place, passphraseFile: String? = nil) {
    self.id = id
    self.place = place
    self.passphraseFile = passphraseFile
  }
}
