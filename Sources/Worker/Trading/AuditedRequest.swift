internal import Catalog
internal import Exchange
internal import Journal

/// A request that touches the account, as the journal keeps it: where it goes, and everything that it asks
/// for.
///
/// An intent says what an order is worth and by which names it is found again; what else it asked for, such
/// as its stop and its time in force, stands here. Neither a key nor a signature is among a request's
/// parameters: those are added when its bytes are made.
struct AuditedRequest {
  let request: ExchangeRequest
  let tool: Tool
  let principal: String

  /// The entries to be written: one, or several for parameters that one has no room for. No parameter is
  /// left out (one that is longer than an entry, which no order has, would be cut), and no entry is longer
  /// than servers of an earlier version that share the journal can read.
  func entries(
    _ result: String, instance: UInt64, atMilliseconds time: Int
  ) -> [JournalRecord.AuditEntry] {
    var pieces = [""]
    for (name, value) in request.query {
      let pair = "\(name)=\(value)"
      let byteCount = pieces[pieces.count - 1].utf8.count
      if byteCount == 0 {
        pieces[pieces.count - 1] = pair
      } else if byteCount + 1 + pair.utf8.count <= RecordBounds.parametersByteCountMax {
        pieces[pieces.count - 1] += "&" + pair
      } else {
        pieces.append(pair)
      }
    }
    return pieces.enumerated().map { index, parameters in
      JournalRecord.AuditEntry(
        instance: instance, atMilliseconds: time, principal: principal, tool: tool.name,
        request: "\(request.endpoint.method) \(request.endpoint.path)", parameters: parameters,
        result: index == 0 ? result : "\(result), continued")
    }
  }
}
