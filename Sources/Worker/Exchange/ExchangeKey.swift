public import LinuxIO
public import Signing

/// A key of the exchange: its id, which may be seen, and the signer that holds the secret.
@LoopActor
public final class ExchangeKey {
  /// The header `X-MBX-APIKEY`.
  public nonisolated let id: String
  /// Signs payloads; the secret does not leave it.
  public let signer: Signer

  /// A key.
  public init(id: String, signer: sending Signer) {
    self.id = id
    self.signer = signer
  }
}
