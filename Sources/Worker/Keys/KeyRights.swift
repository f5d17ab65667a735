internal import Exchange
internal import Values

/// What the exchange lets a key do, in its own words (`GET /sapi/v1/account/apiRestrictions`).
package struct KeyRights: Sendable, Equatable {
  /// A right that a key may have: what the exchange calls it, and what it is called here.
  struct Right: Sendable, Equatable {
    let name: String
    let words: String
  }

  /// Rights by which money can move.
  static let moving = [
    Right(name: "enableWithdrawals", words: "withdraw"),
    Right(name: "enableSpotAndMarginTrading", words: "trade spot and margin"),
    Right(name: "enableFutures", words: "trade futures"),
    Right(name: "enableMargin", words: "borrow on margin"),
    Right(name: "enableVanillaOptions", words: "trade options"),
    Right(name: "enablePortfolioMarginTrading", words: "trade on portfolio margin"),
    Right(name: "enableFixApiTrade", words: "trade over FIX"),
    Right(name: "enableInternalTransfer", words: "transfer to sub-accounts"),
    Right(name: "permitsUniversalTransfer", words: "transfer between wallets"),
  ]
  /// Rights that change nothing.
  static let reading = [
    Right(name: "enableReading", words: "read"), Right(name: "enableFixReadOnly", words: "read over FIX"),
  ]

  /// The names of the rights that it has, those included that nobody knew when this was written.
  package let names: Set<String>
  /// Whether it works from certain addresses only.
  package let isBoundToAddresses: Bool

  /// Reads the exchange's answer.
  ///
  /// - Returns: nil when it does not say what it should: whether the key can withdraw, trade and read.
  init?(_ answer: JSONValue) {
    guard answer.kind == .object, let isBound = answer["ipRestrict"]?.boolean else { return nil }
    for name in ["enableWithdrawals", "enableSpotAndMarginTrading", "enableReading"]
    where answer[name]?.boolean == nil { return nil }
    var names: Set<String> = []
    for member in answer.members where member.value.boolean == true && member.key != "ipRestrict" {
      names.insert(member.key)
    }
    self.names = names
    isBoundToAddresses = isBound
  }

  /// Whether it has a right.
  package func contains(_ name: String) -> Bool { names.contains(name) }

  /// All of them, in words; unknown ones by the exchange's name, cut short.
  package var words: [String] {
    let known = (Self.reading + Self.moving).filter { contains($0.name) }.map(\.words)
    return known + unknown.map { "\($0.prefix(40))" }
  }

  /// Those that nobody knew when this was written, if they are plain names.
  var unknown: [String] {
    let known = Set((Self.reading + Self.moving).map(\.name))
    return names.subtracting(known).filter { $0.utf8.allSatisfy(Self.isLetter) }.sorted()
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
