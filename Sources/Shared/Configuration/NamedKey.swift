public import LinuxIO

/// A key that somebody named: its id, and where the worker that holds it finds the secret. The secret itself
/// is never here.
public struct NamedKey: Sendable {
  /// Where the secret is.
  public enum Place: Sendable {
    /// In a file that only the worker opens.
    case file(String)
    /// In a page that came out of the environment; this process holds its descriptor and never maps it.
    case page(KeyPage)
  }

  /// What it is for.
  public let purpose: KeyPurpose
  /// The id that goes with each request; no secret.
  public let id: String
  /// Where the secret is.
  public let place: Place
  /// The file with the passphrase of an encrypted PEM.
  public var passphraseFile: String?
  /// What said so, for people: "BINANCE_API_SECRET_FILE", "keys.trading of /…/bulkhead.json".
  public let origin: String

  /// A key.
  public init(
    _ purpose: KeyPurpose, id: String, place: Place, passphraseFile: String? = nil, origin: String
  ) {
    self.purpose = purpose
    self.id = id
    self.place = place
    self.passphraseFile = passphraseFile
    self.origin = origin
  }

  /// The beginning of the id, enough to tell one's keys apart.
  public var shownID: String { id.count > 12 ? "\(id.prefix(8))…" : id }

  /// Whether a text can be an id: the exchange's are 64 letters and digits. It goes into a header, so nothing
  /// else is let through.
  public static func isID(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      }
  }
}

extension NamedKey: Equatable {
  /// Whether the two name the same key at the same place.
  public static func == (one: NamedKey, other: NamedKey) -> Bool {
    let isSamePlace =
      switch (one.place, other.place) {
      case (.file(let path), .file(let otherPath)): path == otherPath
      case (.page(let page), .page(let otherPage)): page === otherPage
      default: false
      }
    return isSamePlace && one.purpose == other.purpose && one.id == other.id
      && one.passphraseFile == other.passphraseFile
  }
}
