/// From which wallet to which, by the exchange's name: `MAIN_UMFUTURE` (wallet documents, "User Universal
/// Transfer").
public struct TransferType: Sendable, Hashable {
  /// Where it is taken.
  public let source: Wallet
  /// Where it goes.
  public let target: Wallet

  /// The type of a name; `nil` when one of its wallets does not exist here, or for any other text.
  public init?(name: String) {
    for source in Wallet.allCases {
      for target in Wallet.allCases
      where source != target && name == source.rawValue + "_" + target.rawValue {
        self.source = source
        self.target = target
        return
      }
    }
    return nil
  }

  /// The exchange's name.
  public var name: String { source.rawValue + "_" + target.rawValue }
}
