package import Catalog
package import Exchange
package import LinuxIO
package import Values

/// Turns the calls of order tools into proposals and requests that the exchange would take, values them, and
/// writes what the exchange answered. It decides nothing about money and sends nothing that changes anything.
@LoopActor
package final class OrderDesk {
  let exchange: any ExchangeReading
  let venue: Venue
  let shelf: RuleShelf
  let quotes: QuoteShelf

  /// A desk that asks this exchange for rules and prices.
  ///
  /// - Parameter now: the wall clock in milliseconds since 1970; it only decides how old rules and prices
  ///   are.
  package init(
    exchange: any ExchangeReading, venue: Venue,
    now: @escaping @LoopActor () -> Int = { EventLoop.wallClockMilliseconds }
  ) {
    self.exchange = exchange
    self.venue = venue
    shelf = RuleShelf(now: now)
    quotes = QuoteShelf(now: now)
  }

  /// What a tool that moves money wants done, checked against the rules of its symbol. Reads rules, prices
  /// and, to close one, the position; sends nothing else.
  ///
  /// - Throws: `validationError` for an order that the exchange would refuse, with the nearest valid values;
  ///   what the reads throw.
  package func proposal(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal {
    var proposal: OrderProposal
    switch OrderTool(rawValue: tool.name) {
    case .createOrder: proposal = try await order(arguments, for: call)
    case .replaceOrder: proposal = try await replacement(arguments, for: call)
    case .createOrderList: proposal = try await orderList(tool, arguments, for: call)
    case .createFuturesOrder: proposal = try await futuresOrder(arguments, for: call)
    case .closePosition: proposal = try await closing(arguments, for: call)
    default:
      throw ToolFailure(kind: .internalError, message: "\(tool.name) proposes no order")
    }
    proposal.idempotencyKey = arguments.string("idempotency_key")
    proposal.allowsDuplicate = arguments.boolean("allow_duplicate") == true
    return proposal
  }

  /// The symbol that a tool cannot do without.
  func requiredSymbol(_ arguments: CheckedArguments) throws(ToolFailure) -> String {
    guard let symbol = arguments.symbol() else {
      throw ToolFailure(kind: .internalError, message: "a checked call has no symbol")
    }
    return symbol.name
  }
}
