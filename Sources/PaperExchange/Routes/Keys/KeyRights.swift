/// What a key may do, as its owner ticked it (wallet documents, "Get API Key Permission").
public struct KeyRights: OptionSet, Sendable, Hashable {
  /// The ticked boxes, one bit each.
  public let rawValue: UInt16

  /// Rights from their bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// `enableReading`: every USER_DATA request.
  public static let reading = KeyRights(rawValue: 1 << 0)
  /// `enableSpotAndMarginTrading`: TRADE requests of `/api`.
  public static let spotTrading = KeyRights(rawValue: 1 << 1)
  /// `enableFutures`: TRADE requests of `/fapi`.
  public static let futures = KeyRights(rawValue: 1 << 2)
  /// `enableWithdrawals`.
  public static let withdrawals = KeyRights(rawValue: 1 << 3)
  /// `enableInternalTransfer`.
  public static let internalTransfer = KeyRights(rawValue: 1 << 4)
  /// `permitsUniversalTransfer`.
  public static let universalTransfer = KeyRights(rawValue: 1 << 5)
  /// `enableMargin`.
  public static let margin = KeyRights(rawValue: 1 << 6)
  /// `enableVanillaOptions`.
  public static let options = KeyRights(rawValue: 1 << 7)
  /// `enableFixApiTrade`.
  public static let fixTrading = KeyRights(rawValue: 1 << 8)
  /// `enableFixReadOnly`.
  public static let fixReading = KeyRights(rawValue: 1 << 9)
  /// `enablePortfolioMarginTrading`.
  public static let portfolioMargin = KeyRights(rawValue: 1 << 10)

  /// Every right with its name on command lines and in ready lines, in that order.
  public static let names: [(name: String, right: KeyRights)] = [
    ("read", .reading), ("spot", .spotTrading), ("futures", .futures), ("withdraw", .withdrawals),
    ("internal-transfer", .internalTransfer), ("universal-transfer", .universalTransfer),
    ("margin", .margin), ("options", .options), ("fix-trade", .fixTrading), ("fix-read", .fixReading),
    ("portfolio-margin", .portfolioMargin),
  ]

  /// The rights of names that `names` lists; `nil` when one is not there.
  public init?(names: [some StringProtocol]) {
    var rights: KeyRights = []
    for name in names {
      guard let known = Self.names.first(where: { $0.name == name }) else { return nil }
      rights.insert(known.right)
    }
    self = rights
  }

  /// The names of these rights.
  public var names: [String] {
    Self.names.filter { contains($0.right) }.map(\.name)
  }
}
