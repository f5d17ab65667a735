import Catalog
import Configuration
import Exchange
import Foundation
import Journal
import LinuxIO
import TestSupport
import Testing
import Values
import Wire

@testable import Trading

@Suite(.onLoop) struct `The audit trail of orders` {
  /// What is written down of a tool, or of the operator's command.
  @LoopActor private func audits(_ world: TradingWorld, _ tool: String) -> [JournalRecord.AuditEntry] {
    world.shelf.records.compactMap { record in
      if case .audited(let entry) = record, entry.tool == tool { entry } else { nil }
    }
  }

  @Test(arguments: [
    (
      "create_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"1","price":"100"}"#,
      "POST /api/v3/order", "symbol=BTCUSDT&side=BUY&newClientOrderId=ID"
    ),
    (
      "replace_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"1","price":"100","cancel_order_id":9}"#,
      "POST /api/v3/order/cancelReplace", "symbol=BTCUSDT&side=BUY&cancelOrderId=9&newClientOrderId=ID"
    ),
    (
      "create_futures_order",
      #"{"symbol":"BTCUSDT","side":"SELL","type":"LIMIT","quantity":"1","price":"100"}"#,
      "POST /fapi/v1/order", "symbol=BTCUSDT&side=SELL&newClientOrderId=ID"
    ),
  ])
  @LoopActor func `has what each order asks for, in the write that has its intent`(
    tool: String, arguments: String, request: String, parameters: String
  ) async throws {
    let world = TradingWorld()
    world.model.standing["9"] = "NEW"
    var durable: [[JournalRecord]] = []
    let life = await world.life()
    world.shelf.whenDurable = { durable.append($0) }
    let result = await world.call(life, tool, arguments, principal: "desk")
    #expect(TradingWorld.isSuccess(result), "\(String(describing: TradingWorld.failure(result)))")
    #expect(durable.count == 2, "the disk is waited for no more often")
    guard case .intent(let intent)? = durable.first?.first, case .audited(let entry)? = durable.first?.last
    else {
      Issue.record("\(durable)")
      return
    }
    #expect(durable.first?.count == 2 && audits(world, tool) == [entry])
    #expect(entry.request == request && entry.principal == "desk" && entry.result == "intended")
    #expect(entry.parameters == parameters.replacingOccurrences(of: "ID", with: intent.id))
    #expect(entry.atMilliseconds == intent.madeAtMilliseconds && entry.instance == intent.instance)
    life.die()
  }

  @Test @LoopActor func `has nothing of an order that was refused before it became an intent`() async {
    let world = TradingWorld()
    world.policy.orderNotionalMax = ExactDecimal(50)
    let life = await world.life()
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order()))?.kind == .policyRefused)
    #expect(audits(world, "create_order").isEmpty)
    life.die()
  }

  /// The id and the digest of what the desk's order waits for.
  @LoopActor private func question(_ world: TradingWorld, _ life: TradingLife) async -> (String, String) {
    let first = await world.call(life, TradingWorld.order(), principal: "desk")
    return (
      TradingWorld.detail(first, "confirmation_id") ?? "", TradingWorld.detail(first, "digest") ?? ""
    )
  }

  @Test @LoopActor func `has the yes of the operator, whose it was, and the order that it was used for`()
    async
  {
    let world = TradingWorld()
    world.policy.confirmOutOfBandAbove = ExactDecimal(50)
    let life = await world.life()
    let (id, digest) = await question(world, life)
    _ = await life.tools.answer(.confirm(id: id, digest: String(digest.reversed())), of: 1_000)
    #expect(audits(world, "bulkhead confirm").isEmpty, "that was no yes")
    _ = await life.tools.answer(.confirm(id: id, digest: digest), of: 1_000)
    let said = audits(world, "bulkhead confirm")
    #expect(said.map(\.result) == ["agreed"])
    #expect(said.first?.principal == "operator (user 1000)")
    #expect(said.first?.parameters.hasPrefix("question \(id) of desk: Asked for by desk. ") == true)
    #expect(said.first?.parameters.contains("100 USDT") == true)
    #expect(audits(world, "create_order").isEmpty)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order(), principal: "desk")))
    #expect(
      audits(world, "create_order").map(\.result) == ["intended (agreed to by the operator, question \(id))"])
    life.die()
  }

  @Test @LoopActor func `has the no of the operator, and whose it was`() async {
    let world = TradingWorld()
    world.policy.confirmOutOfBandAbove = ExactDecimal(50)
    let life = await world.life()
    let (id, digest) = await question(world, life)
    _ = await life.tools.answer(.decline(id: id, digest: digest), of: 1_000)
    let said = audits(world, "bulkhead confirm")
    #expect(said.map(\.result) == ["declined"])
    #expect(said.first?.principal == "operator (user 1000)")
    #expect(said.first?.parameters.hasPrefix("question \(id) of desk: Asked for by desk. ") == true)
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order(), principal: "desk")) != nil)
    #expect(audits(world, "create_order").isEmpty, "nobody else said no")
    life.die()
  }

  @Test(arguments: [
    (Exchange.Confirmation.accepted, ["intended (agreed to by the person who was asked)"]),
    (.declined, ["declined by the person who was asked"]), (.dismissed, []), (.unavailable, []),
  ])
  @LoopActor func `has the yes and the no of the person behind the client`(
    answer: Exchange.Confirmation, results: [String]
  ) async {
    let world = TradingWorld()
    world.policy.confirmAbove = ExactDecimal(50)
    let life = await world.life()
    _ = await world.call(life, TradingWorld.order(), confirm: { _, _ in answer })
    let written = audits(world, "create_order")
    #expect(written.map(\.result) == results)
    if answer == .declined {
      #expect(written.first?.request == "no request to the exchange")
      #expect(written.first?.parameters.contains("Worth up to 100 USDT") == true)
    }
    life.die()
  }

  @Test @LoopActor func `leaves nothing out of a request that one entry has no room for`() {
    let query = (0..<60).map { (name: "parameter\($0)", value: String(repeating: "7", count: 30)) }
    let request = ExchangeRequest(endpoint: .newOTOCO, query: query, weight: 1, isRead: false)
    let entries = AuditedRequest(
      request: request, tool: TradingLife.tool("create_order_list"), principal: "desk"
    ).entries("intended", instance: 3, atMilliseconds: 5)
    #expect(entries.count == 3)
    #expect(entries.map(\.result) == ["intended", "intended, continued", "intended, continued"])
    #expect(entries.allSatisfy { $0.parameters.utf8.count <= RecordBounds.parametersByteCountMax })
    let whole = query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    #expect(entries.map(\.parameters).joined(separator: "&") == whole)
    let bare = ExchangeRequest(endpoint: .newOrder, weight: 1, isRead: false)
    let single = AuditedRequest(request: bare, tool: TradingLife.tool("create_order"), principal: "desk")
    #expect(single.entries("sent", instance: 3, atMilliseconds: 5).map(\.parameters) == [""])
  }
}
