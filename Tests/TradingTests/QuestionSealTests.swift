import Catalog
import Configuration
import Exchange
import LinuxIO
import TestSupport
import Testing
import Values
import Wire

@testable import Trading

@Suite(.onLoop) struct `A question that is taken away` {
  @LoopActor private static func question(_ expiry: Int = 1_000) -> Confirmations.Question {
    Confirmations.Question(
      id: "K7Q2ABCD", digest: "00ff", principal: "desk", text: "buy?", notional: ExactDecimal(5),
      expiresAtMilliseconds: expiry)
  }

  @Test @LoopActor func `is known again by its order and its caller, until its time is over`() throws {
    let seal = try QuestionSeal()
    let state = seal.state(of: Self.question(), principal: "desk")
    #expect(state.utf8.count < 512)
    #expect(seal.judge(state, digest: "00ff", principal: "desk", now: 999) == .valid(id: "K7Q2ABCD"))
    #expect(seal.judge(state, digest: "00ff", principal: "desk", now: 1_000) == .expired)
    #expect(seal.judge(state, digest: "00fe", principal: "desk", now: 0) == .forged)
    #expect(seal.judge(state, digest: "00ff", principal: "other", now: 0) == .forged)
    #expect(seal.judge(state, digest: "00f", principal: "fdesk", now: 0) == .forged)
    #expect(try QuestionSeal().judge(state, digest: "00ff", principal: "desk", now: 0) == .forged)
  }

  @Test @LoopActor func `is not known again with any bit changed, cut or added`() throws {
    let seal = try QuestionSeal()
    let state = seal.state(of: Self.question(), principal: "desk")
    let bytes = Array(state.utf8)
    for index in bytes.indices {
      for bit in 0..<7 {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        let text = String(decoding: changed, as: UTF8.self)
        #expect(seal.judge(text, digest: "00ff", principal: "desk", now: 0) == .forged)
      }
      let cut = String(decoding: bytes[..<index], as: UTF8.self)
      #expect(seal.judge(cut, digest: "00ff", principal: "desk", now: 0) == .forged)
    }
    for text in [state + "-TAMPERED", state + "=", " " + state, "", "AAAA", state + state] {
      #expect(seal.judge(text, digest: "00ff", principal: "desk", now: 0) == .forged)
    }
  }

  @LoopActor private func world() -> TradingWorld {
    let world = TradingWorld()
    world.policy.confirmAbove = ExactDecimal(50)
    return world
  }

  /// The state of a question that was put for an order and taken away.
  @LoopActor private func asked(
    _ world: TradingWorld, _ life: TradingLife, _ order: String = TradingWorld.order(),
    principal: String = "stdio"
  ) async -> String {
    let first = await world.call(life, order, principal: principal, confirm: { _, _ in .dismissed })
    #expect(TradingWorld.failure(first)?.kind == .confirmationRequired)
    return life.lastState
  }

  @LoopActor private func again(
    _ world: TradingWorld, _ life: TradingLife, _ state: String, _ answer: Exchange.Confirmation = .accepted,
    order: String = TradingWorld.order(), principal: String = "stdio"
  ) async -> Result<[UInt8], ToolFailure>? {
    await world.call(
      life, "create_order", order, principal: principal, confirm: { _, _ in .dismissed },
      reply: HeldReply(state: state, answer: answer))
  }

  /// Holds that a state was refused as one, which clients are told of as an error of the request.
  @LoopActor private func expectRefusal(_ result: Result<[UInt8], ToolFailure>?, _ why: String) {
    let failure = TradingWorld.failure(result)
    #expect(failure?.kind == .validationError)
    #expect(TradingWorld.detail(result, "argument") == ToolFailure.stateArgument)
    #expect(failure?.message.contains(why) == true, "\(failure?.message ?? "none")")
  }

  @Test @LoopActor func `a yes that is brought back places the order, once`() async {
    let world = world()
    let life = await world.life()
    let state = await asked(world, life)
    #expect(TradingWorld.isSuccess(await again(world, life, state)))
    #expect(world.model.postCount == 1)
    // The same state again is refused, and the same order without it is a new question.
    let more = TradingWorld.order(more: #","allow_duplicate":true"#)
    expectRefusal(await again(world, life, state, order: more), "used already")
    #expect(world.model.postCount == 1)
    #expect(await asked(world, life, more) != state)
    life.die()
  }

  @Test @LoopActor func `a used state with the key of its order answers with that order again`() async {
    let world = world()
    let life = await world.life()
    let order = TradingWorld.order(more: #","idempotency_key":"a""#)
    let state = await asked(world, life, order)
    for _ in 0..<2 { #expect(TradingWorld.isSuccess(await again(world, life, state, order: order))) }
    #expect(world.model.postCount == 1)
    life.die()
  }

  @Test @LoopActor func `a no is a no for good`() async {
    let world = world()
    let life = await world.life()
    let state = await asked(world, life)
    let declined = await again(world, life, state, .declined)
    #expect(TradingWorld.failure(declined)?.kind == .confirmationDeclined)
    expectRefusal(await again(world, life, state), "used already")
    #expect(world.model.postCount == 0)
    life.die()
  }

  @Test @LoopActor func `a state without an answer is judged, and a good one is asked with again`() async {
    let world = world()
    let life = await world.life()
    let state = await asked(world, life)
    var askedCount = 0
    let unanswered = await world.call(
      life, "create_order", TradingWorld.order(),
      confirm: { _, _ in
        askedCount += 1
        return .dismissed
      }, reply: HeldReply(state: state, answer: .unavailable))
    #expect(TradingWorld.failure(unanswered)?.kind == .confirmationRequired)
    #expect(askedCount == 1 && life.lastState == state)
    expectRefusal(await again(world, life, state + "A", .unavailable), "not one that was given out")
    #expect(TradingWorld.isSuccess(await again(world, life, state)))
    life.die()
  }

  @Test @LoopActor func `a forged state is refused also where nobody has to agree`() async {
    let world = world()
    let life = await world.life()
    let small = TradingWorld.order("0.1")
    expectRefusal(await again(world, life, "forged", order: small), "not one that was given out")
    #expect(world.model.postCount == 0)
    #expect(TradingWorld.isSuccess(await world.call(life, small)))
    life.die()
  }

  @Test @LoopActor func `a yes belongs to its order, its caller and its process`() async {
    let world = world()
    let life = await world.life()
    let state = await asked(world, life)
    for result in [
      await again(world, life, state, order: TradingWorld.order("1.1")),
      await again(world, life, state, principal: "other"), await again(world, life, state + "A"),
      await again(world, life, ""),
    ] {
      #expect(TradingWorld.failure(result)?.kind == .validationError)
    }
    life.die()
    let next = await world.life()
    #expect(TradingWorld.failure(await again(world, next, state))?.kind == .validationError)
    #expect(world.model.postCount == 0)
    next.die()
  }

  @Test @LoopActor func `a yes that comes too late is refused, and the person can be asked again`() async {
    let world = world()
    let life = await world.life()
    let state = await asked(world, life)
    await world.clock.pass(milliseconds: Confirmations.expiryMilliseconds + 1)
    expectRefusal(await again(world, life, state), "time of requestState is over")
    let later = await asked(world, life)
    #expect(later != state)
    #expect(TradingWorld.isSuccess(await again(world, life, later)))
    #expect(world.model.postCount == 1)
    life.die()
  }

  @Test @LoopActor func `above the operator's limit nothing that a client brings back counts`() async {
    let world = TradingWorld()
    world.policy.confirmAbove = ExactDecimal(50)
    world.policy.confirmOutOfBandAbove = ExactDecimal(102)
    let life = await world.life()
    let order = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quantity":"1"}"#
    let state = await asked(world, life, order)
    // Little enough for a yes to hold, but over the limit.
    life.drafting.price = ExactDecimal(104)
    let result = await again(world, life, state, order: order)
    #expect(TradingWorld.failure(result)?.kind == .confirmationRequired)
    #expect(TradingWorld.failure(result)?.message.contains("operator's terminal") == true)
    #expect(world.model.postCount == 0)
    life.die()
  }

  @Test @LoopActor func `orders that come and go are told`() async {
    let world = TradingWorld()
    let life = await world.life()
    var count = 0
    life.tools.whenChanged { count += 1 }
    #expect(TradingWorld.isSuccess(await world.call(life, TradingWorld.order("0.1"))))
    #expect(count > 0)
    let before = count
    _ = await life.tools.answer(.halt(reason: "test"))
    #expect(count > before)
    life.die()
  }
}
