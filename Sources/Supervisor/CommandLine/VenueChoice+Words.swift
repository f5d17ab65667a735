internal import Configuration
internal import Values

extension VenueChoice {
  /// What the operator allows, in words, and where orders go: the policy by itself speaks of the live
  /// exchange, and a server with the same file may be one for something else.
  func sentences(of policy: TradingPolicy) -> [String] {
    switch venue {
    case .live:
      return policy.sentences
    case .paper:
      return ["--paper trades freely, with simulated money."]
    case .testnet:
      let place =
        policy.isEnabled
        ? "Orders are placed on the testnet, with its play money, if there is a key for it."
        : "The exchange is the testnet."
      return [place] + policy.limits
    case .custom:
      let place =
        policy.isEnabled
        ? "Orders go to \(servers), if there is a key for it. Whose money it is there Bulkhead does not know."
        : "The exchange is a server of your own choice: \(servers)."
      return [place] + policy.limits
    }
  }

  private var servers: String {
    let all = [spotURL, futuresURL].compactMap { $0 }
    return TerminalText.escaped(Set(all).sorted().joined(separator: " and "))
  }
}
