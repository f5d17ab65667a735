public import LinuxIO
public import Signing

/// A key of the exchange: its id, which may be seen, and the signer that holds the secret.
@LoopActor
public final class ExchangeKey {
  /// The longest id. The exchange's have 64 characters.
  public nonisolated static let idByteCountMax = 128

  /// The header `X-MBX-APIKEY`.
  public nonisolated let id: String
  /// Whether that can be a key's id (`isUsableID`); looked at once, and asked before each request.
  nonisolated let hasUsableID: Bool
  /// Signs payloads; the secret does not leave it.
  public let signer: Signer

  /// A key.
  public init(id: String, signer: sending Signer) {
    self.id = id
    hasUsableID = Self.isUsableID(id)
    self.signer = signer
  }

  /// Whether a text can be a key's id: letters and digits. Anything else could break out of its header, and
  /// is no id of the exchange.
  public nonisolated static func isUsableID(_ text: String) -> Bool {
    (1...idByteCountMax).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
      }
  }
}
