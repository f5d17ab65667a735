import Orders
import Journal
import Configuration
import Catalog
import Exchange
import LinuxIO
import TestSupport
import Testing
import Values
import Wire

@testable import Trading

@Suite(.onLoop) struct `A person's word` {
  @LoopActor private func world(outOfBand: Bool = false) -> TradingWorld {
    let world = TradingWorld()
    if outOfBand {
      world.policy.confirmOutOfBandAbove = ExactDecimal(50)
    } else {
      world.policy.confirmAbove = ExactDecimal(50)
    }
    return world
  }

  @Test(arguments: [Exchange.Confirmation.declined, .dismissed, .unavailable]) @LoopActor
  func `anything but a yes places nothing`(answer: Exchange.Confirmation) async {
    let world = world()
    let life = await world.life()
    let result = await world.call(life, "create_order", TradingWorld.order(), confirm: { _, _ in answer })
    let wanted: ToolFailure.Kind = answer == .declined ? .confirmationDeclined : .confirmationRequired
    #expect(TradingWorld.failure(result)?.kind == wanted)
    #expect(world.model.postCount == 0)
    life.die()
  }

  @Test @LoopActor func `a yes places the order, and what was asked names venue, account and worth`() async {
    let world = world()
    let life = await world.life()
    var asked = ""
    let result = await world.call(
      life, "create_order", TradingWorld.order(),
      confirm: { _, text in
        asked = text
        return .accepted
      })
    #expect(TradingWorld.isSuccess(result))
    #expect(asked.contains("paper") && asked.contains("account 7") && asked.contains("100 USDT"))
    let small = await world.call(life, TradingWorld.order("0.1"))
    #expect(TradingWorld.isSuccess(small), "a small one needs none")
    life.die()
  }

  @Test @LoopActor func `above the other limit only the operator counts, once, for that order`() async {
    let world = world(outOfBand: true)
    let life = await world.life()
    let first = await world.call(
      life, "create_order", TradingWorld.order(), confirm: { _, _ in .accepted })
    #expect(TradingWorld.failure(first)?.kind == .confirmationRequired)
    let id = TradingWorld.detail(first, "confirmation_id") ?? ""
    let digest = TradingWorld.detail(first, "digest") ?? ""
    let wrong = await life.tools.answer(.confirm(id: id, digest: String(digest.reversed())))
    guard case .refused = wrong else {
      Issue.record("another digest was agreed to")
      return
    }
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order()))?.kind == .confirmationRequired)
    guard case .done = await life.tools.answer(.confirm(id: id, digest: digest)) else {
      Issue.record("the operator was not heard")
      return
    }
    let other = await world.call(life, TradingWorld.order("2"))
    #expect(TradingWorld.failure(other)?.kind == .confirmationRequired)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order())))
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order()))?.kind == .confirmationRequired)
    #expect(world.model.postCount == 1)
    life.die()
  }

  @Test @LoopActor func `a yes is to the order of the token that asked, and the question says whose it is`()
    async
  {
    let world = world(outOfBand: true)
    let life = await world.life()
    let first = await world.call(life, TradingWorld.order(), principal: "desk")
    let id = TradingWorld.detail(first, "confirmation_id") ?? ""
    let digest = TradingWorld.detail(first, "digest") ?? ""
    guard case .answer(let shown) = await life.tools.answer(.question(id: id)) else {
      Issue.record("the question is not shown")
      return
    }
    #expect(String(decoding: shown, as: UTF8.self).contains("Asked for by desk. "))
    guard case .done = await life.tools.answer(.confirm(id: id, digest: digest)) else {
      Issue.record("the operator was not heard")
      return
    }
    for other in ["phone", "stdio", "desk2"] {
      let result = await world.call(life, TradingWorld.order(), principal: other)
      #expect(TradingWorld.failure(result)?.kind == .confirmationRequired, "\(other)")
      #expect(TradingWorld.detail(result, "confirmation_id") != id)
    }
    #expect(world.model.postCount == 0)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order(), principal: "desk")))
    #expect(world.model.postCount == 1)
    #expect(world.shelf.book.recent(countMax: 1).first?.intent.principal == "desk")
    life.die()
  }

  @Test @LoopActor func `a yes runs out after five minutes`() async {
    let world = world(outOfBand: true)
    let life = await world.life()
    let first = await world.call(life, TradingWorld.order())
    let id = TradingWorld.detail(first, "confirmation_id") ?? ""
    let digest = TradingWorld.detail(first, "digest") ?? ""
    _ = await life.tools.answer(.confirm(id: id, digest: digest))
    await world.clock.pass(milliseconds: 301_000)
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order()))?.kind == .confirmationRequired)
    #expect(world.model.postCount == 0)
    life.die()
  }

  @Test(arguments: [false, true]) @LoopActor
  func `the operator's no is to one order of one caller, stands for its five minutes and beats every yes`(
    isAgreedBefore: Bool
  ) async {
    let world = world()
    let life = await world.life()
    let first = await world.call(life, TradingWorld.order(), principal: "desk")
    let id = TradingWorld.detail(first, "confirmation_id") ?? ""
    let digest = TradingWorld.detail(first, "digest") ?? ""
    if isAgreedBefore { _ = await life.tools.answer(.confirm(id: id, digest: digest)) }
    guard case .refused = await life.tools.answer(.decline(id: id, digest: String(digest.reversed()))) else {
      Issue.record("a no to something else was heard")
      return
    }
    guard case .done = await life.tools.answer(.decline(id: id, digest: digest)) else {
      Issue.record("the operator was not heard")
      return
    }
    // There is nothing left to agree to.
    for late: OperatorRequest in [
      .question(id: id), .confirm(id: id, digest: digest), .decline(id: id, digest: digest),
    ] {
      guard case .refused = await life.tools.answer(late) else {
        Issue.record("\(late)")
        return
      }
    }
    for _ in 0..<2 {
      let again = await world.call(
        life, "create_order", TradingWorld.order(), principal: "desk",
        confirm: { _, _ in
          Issue.record("a person was asked after the no")
          return .accepted
        })
      #expect(TradingWorld.failure(again)?.kind == .confirmationDeclined)
      #expect(TradingWorld.failure(again)?.message == "the operator said no to this order; nothing was sent")
      #expect(TradingWorld.failure(again)?.suggestion?.contains("no stands for ") == true)
    }
    for (quantity, principal) in [("2", "desk"), ("1", "phone")] {
      let other = await world.call(life, TradingWorld.order(quantity), principal: principal)
      #expect(TradingWorld.failure(other)?.kind == .confirmationRequired, "\(quantity), \(principal)")
    }
    #expect(world.model.postCount == 0)
    await world.clock.pass(milliseconds: 301_000)
    let asked = await world.call(
      life, "create_order", TradingWorld.order(), principal: "desk", confirm: { _, _ in .accepted })
    #expect(TradingWorld.isSuccess(asked))
    life.die()
  }

  @Test @LoopActor func `the operator's no holds when nobody has to be asked any more, and before any state`()
    async
  {
    let world = world(outOfBand: true)
    let life = await world.life()
    let order = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"1"}"#
    let first = await world.call(life, order)
    let id = TradingWorld.detail(first, "confirmation_id") ?? ""
    let digest = TradingWorld.detail(first, "digest") ?? ""
    guard case .done = await life.tools.answer(.decline(id: id, digest: digest)) else {
      Issue.record("the operator was not heard")
      return
    }
    for price in [100, 10, 1_000] {
      life.drafting.price = ExactDecimal(price)
      for reply in [nil, HeldReply(state: "any", answer: .accepted)] {
        let again = await world.call(life, "create_order", order, reply: reply)
        #expect(
          TradingWorld.failure(again)?.message == "the operator said no to this order; nothing was sent",
          "\(price)")
      }
    }
    #expect(world.model.postCount == 0)
    await world.clock.pass(milliseconds: 301_000)
    life.drafting.price = ExactDecimal(10)
    #expect(TradingWorld.isSuccess(await world.call(life, order)))
    life.die()
  }

  @Test @LoopActor func `the operator's no counts while the person behind the client looks at the question`()
    async
  {
    let world = world()
    let life = await world.life()
    let first = await world.call(life, TradingWorld.order())
    let id = TradingWorld.detail(first, "confirmation_id") ?? ""
    let digest = TradingWorld.detail(first, "digest") ?? ""
    var wasHeard = false
    let result = await world.call(
      life, "create_order", TradingWorld.order(),
      confirm: { _, _ in
        if case .heard = life.tools.desk.hear(.no, on: id, digest: digest) { wasHeard = true }
        return .accepted
      })
    #expect(wasHeard)
    #expect(TradingWorld.failure(result)?.message == "the operator said no to this order; nothing was sent")
    #expect(world.model.postCount == 0)
    life.die()
  }

  @Test func `an operator's no holds whatever the order is worth, and gives no room to others`() throws {
    var confirmations = Confirmations()
    let asked = confirmations.ask(
      digest: "d", principal: "desk", text: "", notional: try ExactDecimal("100"), newID: "a", now: 0)
    #expect(asked?.id == "a" && confirmations.count == 1)
    guard case .heard = confirmations.hear(.no, on: "a", digest: "d", now: 0) else {
      Issue.record("not heard")
      return
    }
    #expect(confirmations.count == 0, "it waits for nobody")
    #expect(confirmations.declined(digest: "d", now: 299_999)?.id == "a")
    #expect(confirmations.declined(digest: "e", now: 0) == nil)
    #expect(confirmations.take(digest: "d", notional: .zero, now: 0) == nil)
    #expect(confirmations.declined(digest: "d", now: 300_000) == nil)
  }

  @Test func `questions are bounded, one caller leaves room for others, and the same order is the same`() {
    var confirmations = Confirmations()
    func ask(_ digest: String, by principal: String, now: Int = 0) -> String? {
      confirmations.ask(
        digest: digest, principal: principal, text: "", notional: .zero, newID: "id-\(digest)", now: now)?.id
    }
    func takeAll(_ principal: String) -> Int {
      var count = 0
      while ask("\(principal)-\(count)", by: principal) != nil { count += 1 }
      return count
    }
    #expect(takeAll("desk") == 32 && confirmations.count == 32)
    #expect(ask("desk-3", by: "desk") == "id-desk-3", "one that stands is no new one")
    // Each of the others finds room, and leaves some.
    #expect(takeAll("phone") == 16)
    #expect(takeAll("third") == 8)
    #expect(ask("more", by: "desk") == nil)
    #expect(ask("more", by: "desk", now: 300_000) == "id-more")
  }

  @Test func `a question stands while the market moves a little, answered or not`() throws {
    var confirmations = Confirmations()
    func ask(_ worth: String, _ id: String) throws -> Confirmations.Question? {
      confirmations.ask(
        digest: "d", principal: "desk", text: "", notional: try ExactDecimal(worth), newID: id, now: 0)
    }
    #expect(try ask("100", "a")?.id == "a")
    #expect(try ask("100.1", "b")?.id == "a")
    #expect(try ask("104.9", "c")?.id == "a")
    #expect(try ask("90", "d")?.id == "a")
    _ = confirmations.hear(.yes, on: "a", digest: "d", now: 0)
    #expect(confirmations.take(digest: "d", notional: try ExactDecimal("105.1"), now: 0) == nil)
    #expect(try ask("105.1", "e")?.id == "e", "what was shown is too little by now")
  }

  @Test @LoopActor func `a yes to one quantity or side is none to another`() async throws {
    let world = TradingWorld()
    let tool = TradingLife.tool("create_order")
    let arguments = try ArgumentCheck.check(
      JSONDocument(Array(TradingWorld.order().utf8)).root, of: tool)
    let asked = AskedOrder(tool, arguments, principal: "stdio") { [UInt8](repeating: 1, count: $0) }
    let call = CallContext(callID: 1, deadlineNanoseconds: .max)
    let proposal = try await PlainDrafting().proposal(tool, arguments, for: call)
    func digest(_ proposal: OrderProposal) -> String { asked.digest(proposal, venue: "live", account: "7") }
    var quantity = proposal
    quantity.query.append(("quantity", "5"))
    var side = proposal
    side.legs[0].side = "SELL"
    var price = proposal
    price.query.append(("price", "5"))
    #expect(digest(quantity) != digest(proposal) && digest(side) != digest(proposal))
    #expect(digest(price) == digest(proposal), "prices move")
    #expect(world.model.postCount == 0)
  }

  @Test @LoopActor func `the operator halts, resumes and is shown what there is`() async throws {
    let world = TradingWorld()
    let life = await world.life()
    _ = await world.call(life, TradingWorld.order())
    guard case .answer(let orders) = await life.tools.answer(.orders(countMax: 5)) else {
      Issue.record("no list of orders")
      return
    }
    #expect(String(decoding: orders, as: UTF8.self).contains(#""state":"placed""#))
    _ = await life.tools.answer(.halt(reason: "lunch"))
    #expect(world.shelf.book.isHalted && world.halt.haltedBecause != nil)
    #expect(TradingWorld.failure(await world.call(life, TradingWorld.order("2")))?.kind == .policyRefused)
    _ = await life.tools.answer(.resume)
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order("2"))))
    let status = await world.call(life, "trading_status", "{}")
    guard case .success(let bytes)? = status else {
      Issue.record("no status")
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(#""trading":"open""#) && text.contains(#""used_today":"300""#))
    #expect(!text.contains("recent_orders"))
    guard case .success(let more)? = await world.call(life, "trading_status", #"{"recent":1}"#) else {
      Issue.record("no status")
      return
    }
    let recent = try JSONDocument(more).root["data"]?["recent_orders"]
    #expect(recent?.count == 1 && recent?[0]?["state"]?.string == "placed", "the latest of two")
    life.die()
  }
}
