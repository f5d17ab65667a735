internal import Catalog
internal import Exchange
internal import Journal
internal import LinuxIO
internal import Values

/// Asks the exchange what became of an intent, by the names of its orders. Reads, and nothing else.
@LoopActor
struct SettlementInquiry {
  /// "Order does not exist." The list of errors of USD-M futures has no other code for it, of conditional
  /// orders neither; -20124, "Invalid algo id or it has been completed", is the wallet's, and one that has
  /// been completed was placed.
  private static let noSuchOrder = -2013
  /// Spot: "Order was canceled or expired with no executed qty over 90 days ago and has been archived."
  private static let archived = -2026
  /// How long to wait at the least when the exchange says that there were too many requests.
  private static let limitedMilliseconds = 10_000

  let exchange: any ExchangeReading

  init(_ exchange: any ExchangeReading) {
    self.exchange = exchange
  }

  /// What the exchange says now.
  func ask(_ intent: Intent, for call: CallContext) async -> SettlementFinding {
    switch intent.kind {
    case .order, .replacement, .futuresOrder, .futuresAlgoOrder:
      await ask(about: intent.legs.first?.clientOrderID ?? intent.id, of: intent, for: call)
    case .orderList: await askList(intent, for: call)
    }
  }

  /// What has become of the order that a replacement was to cancel: its state, or why nobody knows.
  func oldHalf(of intent: Intent, for call: CallContext) async -> String? {
    guard intent.kind == .replacement, let old = intent.replaces else { return nil }
    let name = old.allSatisfy { ("0"..."9").contains($0) } ? "orderId" : "origClientOrderId"
    do throws(ToolFailure) {
      let reply = try await read(
        TradingEndpoint.order, [("symbol", intent.symbol), (name, old)], for: call)
      return reply.document.root["status"]?.string ?? "without a state"
    } catch {
      return error.code == Self.noSuchOrder ? "does not exist" : "not known: \(error.kind.rawValue)"
    }
  }

  /// A list: by its own name first, for the report; then by each of its orders, since the exchange documents
  /// only of orders how it denies one.
  private func askList(_ intent: Intent, for call: CallContext) async -> SettlementFinding {
    do throws(ToolFailure) {
      let reply = try await read(TradingEndpoint.orderList, [("origClientOrderId", intent.id)], for: call)
      if reply.document.root["listClientOrderId"]?.string == intent.id {
        return .exists(report: Self.report(reply, id: intent.id))
      }
    } catch {
      if error.code == nil { return notSaid(error) }
    }
    var finding = SettlementFinding.doesNotExist
    for leg in intent.legs {
      finding = await ask(about: leg.clientOrderID, of: intent, for: call)
      guard finding == .doesNotExist else { return finding }
    }
    return finding
  }

  private func ask(
    about clientOrderID: String, of intent: Intent, for call: CallContext
  ) async -> SettlementFinding {
    let (endpoint, query, idMember) = Self.question(clientOrderID, of: intent)
    do throws(ToolFailure) {
      let reply = try await read(endpoint, query, for: call)
      guard reply.document.root[idMember]?.string == clientOrderID else {
        return .notSaid("the exchange answered about another order", waitMilliseconds: 0)
      }
      return .exists(report: Self.report(reply, id: intent.id))
    } catch {
      if error.code == Self.noSuchOrder { return .doesNotExist }
      if error.code == Self.archived, endpoint.api == .spot {
        return .exists(
          report: #"{"client_order_id":"\#(intent.id)","outcome":"placed","status":"ARCHIVED"}"#)
      }
      return notSaid(error)
    }
  }

  private static func question(
    _ id: String, of intent: Intent
  ) -> (Endpoint, [(name: String, value: String)], idMember: String) {
    switch intent.kind {
    case .order, .replacement, .orderList:
      (
        TradingEndpoint.order, [("symbol", intent.symbol), ("origClientOrderId", id)], "clientOrderId"
      )
    case .futuresOrder:
      (
        TradingEndpoint.futuresOrder, [("symbol", intent.symbol), ("origClientOrderId", id)],
        "clientOrderId"
      )
    case .futuresAlgoOrder: (TradingEndpoint.algoOrder, [("clientAlgoId", id)], "clientAlgoId")
    }
  }

  private func read(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)], for call: CallContext
  ) async throws(ToolFailure) -> ExchangeReply {
    // A call of its own for each question: a list takes up to four, and with the sends of one call the last
    // would never be asked.
    let own = CallContext(callID: 0, deadlineNanoseconds: call.deadlineNanoseconds)
    return try await exchange.read(
      ExchangeRequest(
        endpoint: endpoint, query: query, weight: endpoint.weight.value(), isRead: true,
        ignoresHearsay: true),
      for: own)
  }

  private func notSaid(_ failure: ToolFailure) -> SettlementFinding {
    .notSaid(
      failure.message, waitMilliseconds: failure.kind == .rateLimitExceeded ? Self.limitedMilliseconds : 0)
  }

  /// What the client may be told of an order that was found.
  private static func report(_ reply: ExchangeReply, id: String) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("client_order_id", id)
    writer.member("outcome", "placed")
    writer.member("found_by_asking", true)
    ReplyText.writeMembers(of: reply.document.root, to: &writer)
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}
