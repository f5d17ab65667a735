import Catalog
import LinuxIO
import Values

@testable import Exchange

/// One life's connection to the model exchange.
@LoopActor
final class ExchangeLine: ExchangeWriting {
  let model: ModelExchange
  /// Once its process is dead, nothing of it leaves or arrives.
  var isDead = false
  var isUnreachable = false
  private var isClockRead = false
  /// How far this machine's idea of the exchange's time is off.
  var skewMilliseconds = 0

  init(_ model: ModelExchange) { self.model = model }

  var exchangeTimeMilliseconds: Int? { isClockRead ? model.nowMilliseconds + skewMilliseconds : nil }

  func measureClock(for call: CallContext) async throws(ToolFailure) {
    await model.clock.sleep(milliseconds: model.latency())
    if isDead || isUnreachable { throw Self.lost }
    isClockRead = true
    skewMilliseconds = 0
  }

  private static let lost = ToolFailure(
    kind: .networkError, message: "no connection", isRetryable: true)

  private static let sendsUsedUp = ToolFailure(
    kind: .networkError, message: "a call sends no more than it may", isRetryable: true)

  func read(
    _ request: ExchangeRequest, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeReply {
    let path = request.endpoint.path
    guard call.maySend else { throw Self.sendsUsedUp }
    call.countSend()
    model.noteRead(path)
    await model.clock.sleep(milliseconds: model.latency())
    if isDead || isUnreachable || model.losesQuestion() { throw Self.lost }
    let id = request.query.first { $0.name == "origClientOrderId" || $0.name == "clientAlgoId" }?.value
    if let own = model.answers[path] { return reply(own) }
    switch path {
    case "/api/v3/account": return reply(#"{"uid":7,"balances":[{"asset":"BTC"},{"asset":"USDT"}]}"#)
    case "/api/v3/orderList":
      guard let id, model.orders.values.contains(where: { $0.listID == id && model.shown($0.id) }) else {
        throw ToolFailure(kind: .binanceAPIError, code: -2013, message: "no list")
      }
      return reply(#"{"listClientOrderId":"\#(id)"}"#)
    case "/api/v3/order" where id == nil:
      guard let number = request.query.first(where: { $0.name == "orderId" })?.value,
        let state = model.standing[number]
      else { throw ToolFailure(kind: .binanceAPIError, code: -2013, message: "no order") }
      return reply(#"{"orderId":\#(number),"status":"\#(state)"}"#)
    case "/fapi/v1/algoOrder":
      guard let id, model.shown(id) else {
        throw ToolFailure(kind: .binanceAPIError, code: -2013, message: "no order")
      }
      return reply(#"{"clientAlgoId":"\#(id)","algoStatus":"NEW"}"#)
    case "/api/v3/order", "/fapi/v1/order":
      guard let id, model.shown(id), let order = model.orders[id] else {
        throw ToolFailure(kind: .binanceAPIError, code: -2013, message: "no order")
      }
      return reply(#"{"symbol":"\#(order.symbol)","clientOrderId":"\#(id)","status":"NEW"}"#)
    default: return reply("[]")
    }
  }

  func write(
    _ request: ExchangeRequest, recvWindowMilliseconds: Int, isUrgent: Bool, for call: CallContext,
    willSend: @LoopActor (_ timestampMilliseconds: Int) throws(ToolFailure) -> Void
  ) async -> WriteOutcome {
    await model.clock.sleep(milliseconds: model.latency())
    if isDead || isUnreachable { return .notDone(Self.lost) }
    let isOrder = request.endpoint.method == "POST" && !request.endpoint.path.hasSuffix("/leverage")
    let timestamp = exchangeTimeMilliseconds ?? model.nowMilliseconds
    let nextFate = isOrder ? model.fate(model.postCount + 1) : .done
    if case .unsent = nextFate { return .notDone(Self.lost) }
    do throws(ToolFailure) {
      try willSend(timestamp)
    } catch {
      return .notDone(error)
    }
    if isDead { return .unknown(Self.lost) }
    guard isOrder else {
      if request.endpoint.method == "DELETE" { model.arriveCancel() }
      await model.clock.sleep(milliseconds: model.latency())
      if case .done = model.fate(0) { return .done(reply("{}")) }
      return .unknown(Self.lost)
    }
    return await place(request, nextFate, timestamp, recvWindowMilliseconds)
  }

  private func place(
    _ request: ExchangeRequest, _ fate: ModelExchange.Fate, _ timestamp: Int, _ window: Int
  ) async -> WriteOutcome {
    let ids = request.query.filter { $0.name.hasSuffix("ClientOrderId") || $0.name == "clientAlgoId" }
      .map(\.value)
    let old = request.query.first { $0.name == "cancelOrderId" }?.value
    let symbol = request.query.first { $0.name == "symbol" }?.value ?? ""
    let isList = request.query.contains { $0.name == "listClientOrderId" }
    _ = model.arrive(ids)
    let take = { [model] (shownAfter: Int) in
      model.take(
        ids, symbol: symbol, timestamp: timestamp, window: window, shownAfter: shownAfter, isList: isList,
        replacing: old)
    }
    switch fate {
    case .done:
      await model.clock.sleep(milliseconds: model.latency())
      let isTaken = take(0)
      await model.clock.sleep(milliseconds: model.latency())
      guard isTaken || old == nil else {
        return .notDone(ToolFailure(kind: .binanceAPIError, code: -2022, message: "neither half was done"))
      }
      return .done(reply(#"{"symbol":"\#(symbol)","clientOrderId":"\#(ids[0])"}"#))
    case .refused(let code):
      await model.clock.sleep(milliseconds: model.latency())
      // Of a replacement the first half.
      if code == -2021, let old { model.standing[old] = "CANCELED" }
      return .notDone(ToolFailure(kind: .binanceAPIError, code: code, message: "refused"))
    case .lost(let takenAfter, let shownAfter):
      if let takenAfter {
        onLoop { [model] in
          await model.clock.sleep(milliseconds: takenAfter)
          _ = take(shownAfter)
        }
      }
      await model.clock.sleep(milliseconds: 2_000)
      return .unknown(ToolFailure(kind: .timeout, message: "no answer came"))
    case .unclear(let code, let isTaken):
      await model.clock.sleep(milliseconds: model.latency())
      if isTaken { _ = take(0) }
      return .unknown(ToolFailure(kind: .timeout, code: code, message: "the exchange does not know"))
    case .garbled:
      _ = take(0)
      await model.clock.sleep(milliseconds: model.latency())
      return .done(reply(#"{"odd":true}"#))
    case .unsent: return .notDone(Self.lost)
    }
  }

  private func reply(_ text: String) -> ExchangeReply {
    do {
      return ExchangeReply(
        status: 200, document: try JSONDocument(Array(text.utf8)), receivedAtMilliseconds: 1)
    } catch {
      preconditionFailure("the model speaks JSON: \(text)")
    }
  }
}
