internal import Catalog
internal import Exchange
internal import LinuxIO
internal import Orders
internal import Values

/// What the engine needs of those who know the exchange's rules about orders.
///
/// A protocol, so that the engine is tested without an exchange's rules.
@LoopActor
protocol OrderDrafting: AnyObject {
  /// What a tool that moves money wants done; nothing of it is sent.
  func proposal(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> OrderProposal

  /// The request of a tool that proposes no order: a cancel, the leverage, a test.
  func cancellation(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeRequest

  /// What each order of a proposal is worth at the most, in that asset.
  func notional(
    of proposal: OrderProposal, in quote: String, for call: CallContext
  ) async throws(ToolFailure) -> [ExactDecimal]

  /// What the client is told of an order that was placed: `data` of the answer.
  func report(
    _ reply: ExchangeReply, of proposal: OrderProposal, id: String
  ) throws(ToolFailure) -> [UInt8]

  /// What the client is told of another request that was done: `data` of the answer.
  func report(
    _ reply: ExchangeReply, of request: ExchangeRequest, _ tool: Tool
  ) throws(ToolFailure) -> [UInt8]
}
