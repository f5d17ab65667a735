package import Catalog
package import Exchange
internal import LinuxIO

/// The one request that answers a call, and how its answer becomes ours.
///
/// Two halves with nothing kept between them but what the second one holds: so whoever carries the request
/// decides how to wait, and most calls wait in no task.
package struct Question {
  package let request: ExchangeRequest
  /// Writes the call's answer from the exchange's.
  package let answer: @LoopActor (Asked) throws(ToolFailure) -> [UInt8]

  /// - Parameters:
  ///   - symbols: how many symbols the request names, and `limit` what it carries: both for its weight.
  ///   - answer: called at most once.
  package init(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)], symbols: Weight.Symbols = .one,
    limit: Int? = nil, answer: @escaping @LoopActor (Asked) throws(ToolFailure) -> [UInt8]
  ) {
    request = ExchangeRequest(
      endpoint: endpoint, query: query, weight: endpoint.weight.value(for: symbols, limit: limit),
      isRead: true)
    self.answer = answer
  }
}
