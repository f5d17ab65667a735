internal import Catalog
package import Exchange
internal import Journal

extension OrderProposal {
  /// The request with its ids, all but `recvWindow`, `timestamp` and `signature`.
  ///
  /// - Parameters:
  ///   - id: of the intent; of a single order its client order id.
  ///   - legIDs: of a list the client order ids of its orders, in the order of `legs`; not looked at
  ///     otherwise.
  /// - Precondition: a list has as many ids as legs.
  package func request(id: String, legIDs: [String] = []) -> ExchangeRequest {
    var query = query
    query.append((idName, id))
    if kind == .orderList {
      precondition(legIDs.count == legs.count, "one id for each order")
      for (leg, id) in zip(legs, legIDs) { query.append((leg.idName, id)) }
    }
    return ExchangeRequest(endpoint: endpoint, query: query, weight: endpoint.weight.value(), isRead: false)
  }
}
