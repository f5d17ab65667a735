import Catalog
import Exchange
import Journal
import LinuxIO
import Orders
import Values

@testable import Trading

/// Drafts orders from a tool's arguments without any rules of symbols.
@LoopActor
final class PlainDrafting: OrderDrafting {
  /// What a market order is valued by.
  var price = ExactDecimal(100)
  /// How long it takes to find out what an order is worth.
  var wait: @LoopActor () async -> Void = {}
  /// Thrown in place of a worth.
  var worthFailure: ToolFailure?

  func proposal(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal {
    let symbol = arguments.symbol()?.name ?? ""
    var query = [(name: "symbol", value: symbol)]
    if tool.name == "create_order_list" {
      var legs: [OrderProposal.Leg] = []
      for place in ["working", "pending"] {
        var leg = OrderProposal.Leg(
          idName: "\(place)ClientOrderId", side: arguments.string("\(place)_side") ?? "BUY",
          type: arguments.string("\(place)_type") ?? "LIMIT")
        leg.quantity = arguments.decimal("\(place)_quantity")
        leg.price = arguments.decimal("\(place)_price")
        legs.append(leg)
      }
      return OrderProposal(
        kind: .orderList, endpoint: .newOTO, symbol: symbol, base: "BTC", quote: "USDT", query: query,
        idName: "listClientOrderId", legs: legs, summary: "two orders")
    }
    let isFutures = tool.name == "create_futures_order"
    var leg = OrderProposal.Leg(
      idName: "newClientOrderId", side: arguments.string("side") ?? "BUY",
      type: arguments.string("type") ?? "LIMIT")
    leg.quantity = arguments.decimal("quantity")
    leg.quoteQuantity = arguments.decimal("quote_quantity")
    leg.price = arguments.decimal("price")
    leg.stopPrice = arguments.decimal("stop_price")
    query.append(("side", leg.side))
    let isReplacement = tool.name == "replace_order"
    if isFutures, leg.type != "LIMIT" {
      leg.idName = "clientAlgoId"
      return OrderProposal(
        kind: .futuresAlgoOrder, endpoint: .newAlgoOrder, symbol: symbol, base: "BTC", quote: "USDT",
        query: query, idName: "clientAlgoId", legs: [leg], summary: "an order that waits for a price")
    }
    var proposal = OrderProposal(
      kind: isFutures ? .futuresOrder : isReplacement ? .replacement : .order,
      endpoint: isFutures ? .newFuturesOrder : isReplacement ? .cancelReplace : .newOrder, symbol: symbol,
      base: "BTC", quote: "USDT", query: query, idName: "newClientOrderId", legs: [leg],
      summary: "\(leg.side) \(leg.quantity?.description ?? "") at \(leg.price?.description ?? "market")")
    proposal.replaces = arguments.integer("cancel_order_id").map { String($0) }
    if let old = proposal.replaces { proposal.query.append(("cancelOrderId", old)) }
    return proposal
  }

  func cancellation(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeRequest {
    let query = [(name: "symbol", value: arguments.symbol()?.name ?? "")]
    let endpoint: Endpoint =
      tool.name == "set_leverage" ? .changeLeverage : tool.name == "test_order" ? .testOrder : .cancelOrder
    return ExchangeRequest(endpoint: endpoint, query: query, weight: 1, isRead: false)
  }

  func notional(
    of proposal: OrderProposal, in quote: String, for call: CallContext
  ) async throws(ToolFailure) -> [ExactDecimal] {
    if let worthFailure { throw worthFailure }
    await wait()
    var worths: [ExactDecimal] = []
    for leg in proposal.legs {
      do throws(ExactDecimal.Failure) {
        let quantity = leg.quantity ?? .zero
        let worth = try quantity.multiplied(by: leg.price ?? price)
        worths.append(leg.quoteQuantity ?? worth)
      } catch {
        throw ToolFailure(kind: .internalError, message: "too large")
      }
    }
    return worths
  }

  func report(
    _ reply: ExchangeReply, of proposal: OrderProposal, id: String
  ) throws(ToolFailure) -> [UInt8] {
    guard reply.document.root["clientOrderId"]?.string == id else {
      throw ToolFailure(kind: .outcomeUnknown, message: "the answer is about something else")
    }
    return Array(#"{"client_order_id":"\#(id)","outcome":"placed"}"#.utf8)
  }

  func report(
    _ reply: ExchangeReply, of request: ExchangeRequest, _ tool: Tool
  ) throws(ToolFailure) -> [UInt8] {
    Array(#"{"outcome":"done"}"#.utf8)
  }
}
