internal import Answers
package import Catalog
package import Exchange
internal import Journal
internal import Values

/// What the exchange answered to an order, as `data` of our answer.
extension OrderDesk {
  /// Writes what was placed.
  ///
  /// Of a replacement also an answer with status 400 or 409 can be read here (-2022, -2021): it has both
  /// halves, and of a partial failure one of them was done.
  ///
  /// - Parameter id: what the order or list was sent with; an answer about another is not passed on.
  /// - Returns: an object with `client_order_id`, `outcome`, the exchange's fields and `adjustments` if any.
  /// - Throws: `outcomeUnknown` when the answer cannot be read: the order may stand all the same.
  package func report(
    _ reply: ExchangeReply, of proposal: OrderProposal, id: String
  ) throws(ToolFailure) -> [UInt8] {
    do throws(ToolFailure) {
      let report = ReportReader(proposal.endpoint)
      var writer = JSONWriter(reservingByteCount: 1_024)
      writer.beginObject()
      let root = reply.document.root
      if proposal.kind == .replacement {
        try Self.writeReplacement(root, id, report, to: &writer)
      } else {
        try Self.write(root, proposal.kind, symbol: proposal.symbol, id, report, to: &writer)
      }
      if !proposal.adjustments.isEmpty {
        writer.key("adjustments")
        writer.beginArray()
        for change in proposal.adjustments { writer.string(change) }
        writer.endArray()
      }
      writer.endObject()
      return writer.bytes
    } catch {
      throw Self.unreadable(error, id)
    }
  }

  private static let clientIDKey = JSONKey("client_order_id")
  private static let outcomeKey = JSONKey("outcome")

  private static func write(
    _ root: JSONValue, _ kind: Intent.Kind, symbol: String, _ id: String, _ report: ReportReader,
    to writer: inout JSONWriter
  ) throws(ToolFailure) {
    guard root["symbol"]?.isString(symbol) == true else {
      throw report.reader.unexpected("symbol", "the one asked for")
    }
    let idName =
      switch kind {
      case .order, .replacement, .futuresOrder: "clientOrderId"
      case .orderList: "listClientOrderId"
      case .futuresAlgoOrder: "clientAlgoId"
      }
    // The id that was sent, which is nearly every one, is compared where it lies.
    if root[idName]?.isString(id) == true, ClientOrderID.isValid(id) {
      writer.key(clientIDKey)
      writer.string(id)
      writer.key(outcomeKey)
      writer.string("placed")
    } else {
      try writeHead(try report.clientID(root[idName], idName), id, "placed", report, to: &writer)
    }
    switch kind {
    case .order, .replacement: try report.writeSpotOrder(root, to: &writer)
    case .orderList: try report.writeOrderList(root, to: &writer)
    case .futuresOrder: try report.writeMembers(of: root, ReportFields.futuresOrder, to: &writer)
    case .futuresAlgoOrder: try report.writeMembers(of: root, ReportFields.algoOrder, to: &writer)
    }
  }

  private static func writeReplacement(
    _ root: JSONValue, _ id: String, _ report: ReportReader, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    let halves = try report.halves(of: root)
    let cancel = try report.result("cancelResult", of: halves)
    let placement = try report.result("newOrderResult", of: halves)
    let isPlaced = placement == "SUCCESS"
    if isPlaced {
      let given = try report.clientID(halves["newOrderResponse"]?["clientOrderId"], "clientOrderId")
      try writeHead(given, id, "placed", report, to: &writer)
    } else {
      writer.member("client_order_id", id)
      writer.member("outcome", "rejected")
    }
    writer.member("cancelResult", cancel)
    writer.member("newOrderResult", placement)
    try report.writeHalf("cancelResponse", cancel, of: halves, to: &writer)
    try report.writeHalf("newOrderResponse", placement, of: halves, to: &writer)
  }

  private static func writeHead(
    _ given: String, _ id: String, _ outcome: String, _ report: ReportReader, to writer: inout JSONWriter
  ) throws(ToolFailure) {
    guard id == given else {
      throw report.reader.unexpected("the client order id", "the one that was sent")
    }
    writer.member("client_order_id", given)
    writer.member("outcome", outcome)
  }

  /// The order was sent and answered with 2xx; that its answer is not as documented says nothing of it.
  private static func unreadable(_ failure: ToolFailure, _ id: String) -> ToolFailure {
    ToolFailure(
      kind: .outcomeUnknown,
      message: "the order was sent, and \(failure.message): it may or may not have been placed",
      suggestion: "Ask for its state before doing anything else; do not place it again.",
      details: failure.details + [("client_order_id", .string(id))])
  }
}
