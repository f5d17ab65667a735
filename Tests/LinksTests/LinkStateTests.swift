import Catalog
import Testing
import Values
import Wire

@testable import Links

@Suite struct `The calls of a link` {
  private static let second: UInt64 = 1_000_000_000

  private func tool(_ effect: Effect = .reads) -> Tool {
    Tool(
      name: "probe", title: "Probe", description: "A tool of the tests.", role: .market, effect: effect,
      group: .market, endpoints: [], parameters: [], output: .object([], required: []))
  }

  private func call(_ callID: UInt64, at now: UInt64 = 0, effect: Effect = .reads, progress: Bool = false)
    -> LinkedCall
  {
    LinkedCall(
      callID: callID, tool: tool(effect), arguments: Array("{}".utf8), wantsProgress: progress,
      startedAt: now,
      deadline: now + 10 * Self.second)
  }

  private func readyState() -> LinkState {
    var state = LinkState(role: .market, at: 0)
    state.open(generation: 1)
    state.becomeReady(generation: 1)
    return state
  }

  @Test func `a call goes straight to a ready worker, with two of its three sends`() {
    var state = readyState()
    guard case .send(let sent) = state.submit(call(1), at: 2 * Self.second) else {
      Issue.record("not sent")
      return
    }
    #expect(sent.sendCountMax == 2)
    #expect(sent.timeoutMilliseconds == 8_000)
    let outcome1 = state.finish(1)
    #expect(outcome1)
    let outcome2 = state.finish(1)
    #expect(!outcome2)
  }

  @Test func `nothing is sent before ready`() {
    var state = LinkState(role: .market, at: 0)
    let outcome3 = state.submit(call(1), at: 0)
    #expect(outcome3 == .waits)
    state.open(generation: 1)
    let outcome4 = state.submit(call(2), at: 0)
    #expect(outcome4 == .waits)
    let outcome5 = state.callsToSend(at: 0)
    #expect(outcome5.isEmpty)
    state.becomeReady(generation: 1)
    let outcome6 = state.callsToSend(at: 0)
    #expect(outcome6.map { $0.callID } == [1, 2])
  }

  @Test func `a read goes once more to the next worker, before what came later, with the last send`() {
    var state = readyState()
    _ = state.submit(call(1), at: 0)
    _ = state.submit(call(2), at: 0)
    let outcome7 = state.close(at: 1)
    #expect(outcome7.isEmpty)
    _ = state.submit(call(3), at: 2)
    state.open(generation: 2)
    state.becomeReady(generation: 2)
    let sent = state.callsToSend(at: 3)
    #expect(sent.map { $0.callID } == [1, 2, 3])
    #expect(sent.map { $0.sendCountMax } == [1, 1, 2])
  }

  @Test func `a second death answers the call`() {
    var state = readyState()
    _ = state.submit(call(1), at: 0)
    _ = state.close(at: 1)
    state.open(generation: 2)
    state.becomeReady(generation: 2)
    _ = state.callsToSend(at: 2)
    let answers = state.close(at: 3)
    #expect(answers.map { $0.callID } == [1])
    #expect(answers.first?.failure.kind == .workerUnavailable)
    #expect(answers.first?.failure.isRetryable == true)
    #expect(state.callCount == 0)
  }

  private static let severalCases: [([String]?, String, Bool)] = [
    (nil, "{}", false), ([], "{}", true), (["wallet"], "{}", false),
    (["wallet", "quote"], #"{"limit":5,"quote":"USDT"}"#, true), (["wallet"], #"{ "wallet" : "all" }"#, true),
    (["wallet"], #"{"asset":"wallet"}"#, true), (["wallet"], #"{"asset":"wallets"}"#, false),
  ]

  @Test(arguments: severalCases)
  func `a call that asks several endpoints has all three sends in each of its two attempts`(
    names: [String]?, arguments: String, asksSeveral: Bool
  ) {
    let endpoints = (1...3).map { Endpoint(api: .spot, path: "/\($0)", weight: .fixed(1)) }
    let tool = Tool(
      name: "probe", title: "Probe", description: "A tool of the tests.", role: .account, group: .account,
      endpoints: endpoints, severalWith: names, parameters: [], output: .object([], required: []))
    var state = readyState()
    let call = LinkedCall(
      callID: 1, tool: tool, arguments: Array(arguments.utf8), wantsProgress: false, startedAt: 0,
      deadline: 10 * Self.second)
    guard case .send(let sent) = state.submit(call, at: 0) else {
      Issue.record("not sent")
      return
    }
    #expect(sent.sendCountMax == (asksSeveral ? 3 : 2))
    let early = state.close(at: 1)
    #expect(early.isEmpty, "it reads, so nobody has to know of the first death")
    state.open(generation: 2)
    state.becomeReady(generation: 2)
    let again = state.callsToSend(at: 2)
    #expect(again.map { $0.sendCountMax } == [asksSeveral ? 3 : 1])
    let answers = state.close(at: 3)
    #expect(answers.map { $0.failure.kind } == [.workerUnavailable])
    #expect(answers.allSatisfy { $0.failure.isRetryable })
  }

  @Test func `a call that cancels has one attempt`() {
    var state = readyState()
    guard case .send(let sent) = state.submit(call(1, effect: .cancels), at: 0) else {
      Issue.record("not sent")
      return
    }
    #expect(sent.sendCountMax == 1)
    let answers = state.close(at: 1)
    #expect(answers.map { $0.failure.kind } == [.outcomeUnknown])
  }

  @Test func `an answer that never came names the order that may exist`() throws {
    var state = readyState()
    _ = state.submit(call(1, effect: .movesMoney), at: 0)
    state.note(clientOrderID: "bh-17", of: 1)
    state.note(clientOrderID: "bh-18", of: 99)
    let answers = state.close(at: 1)
    let failure = try #require(answers.first?.failure)
    #expect(failure.message.contains("bh-17"))
    #expect(failure.details.contains { $0.0 == "client_order_id" && $0.1 == .string("bh-17") })
  }

  @Test func `the time that a person takes is not the call's`() {
    var state = readyState()
    _ = state.submit(call(1, effect: .movesMoney), at: 0)
    let isPaused = state.pause(1, at: 9 * Self.second)
    #expect(isPaused)
    // A minute later it would be long past its ten seconds.
    let early = state.expire(at: 69 * Self.second, graceNanoseconds: 0)
    #expect(early.answers.isEmpty)
    let isResumed = state.resume(1, at: 69 * Self.second)
    #expect(isResumed)
    let stillEarly = state.expire(at: 69 * Self.second, graceNanoseconds: 0)
    #expect(stillEarly.answers.isEmpty)
    // One second was left, and one is left.
    let late = state.expire(at: 70 * Self.second, graceNanoseconds: 0)
    #expect(late.answers.map { $0.callID } == [1])
    let isLate = state.resume(1, at: 71 * Self.second)
    #expect(!isLate)
    let isPausedAgain = state.pause(1, at: 71 * Self.second)
    #expect(!isPausedAgain)
  }

  @Test func `a call that moves money is never sent twice`() {
    var state = readyState()
    guard case .send(let sent) = state.submit(call(1, effect: .movesMoney), at: 0) else {
      Issue.record("not sent")
      return
    }
    #expect(sent.sendCountMax == 1)
    let answers = state.close(at: 1)
    #expect(answers.map { $0.failure.kind } == [.outcomeUnknown])
    #expect(answers.first?.failure.isRetryable == false)
    state.open(generation: 2)
    state.becomeReady(generation: 2)
    let outcome8 = state.callsToSend(at: 2)
    #expect(outcome8.isEmpty)
  }

  @Test func `the queue is bounded and says so`() {
    var state = readyState()
    for callID in 0..<UInt64(LinkState.runningCountMax + LinkState.waitingCountMax) {
      if case .refused = state.submit(call(callID), at: 0) { Issue.record("refused call \(callID)") }
    }
    guard case .refused(let failure) = state.submit(call(9999), at: 0) else {
      Issue.record("not refused")
      return
    }
    #expect(failure.kind == .workerUnavailable && failure.isRetryable)
    #expect(failure.message.contains("256"))
    // One that ends makes room for one that waits.
    let outcome9 = state.finish(0)
    #expect(outcome9)
    let outcome10 = state.callsToSend(at: 0)
    #expect(outcome10.map { $0.callID } == [UInt64(LinkState.runningCountMax)])
  }

  @Test func `a restart that comes too late answers those that cannot wait for it`() {
    var state = readyState()
    _ = state.submit(call(1, at: 0), at: 0)
    _ = state.close(at: Self.second)
    _ = state.submit(call(2, at: 5 * Self.second), at: 5 * Self.second)
    let answers = state.expectNext(at: 12 * Self.second, from: 5 * Self.second)
    #expect(answers.map { $0.callID } == [1])
    #expect(answers.first?.failure.suggestion == "call again in 7 seconds")
    guard case .refused = state.submit(call(3, at: Self.second), at: Self.second) else {
      Issue.record("a call that cannot be in time is not refused")
      return
    }
  }

  @Test func `a worker that was given up answers everything, and what comes later`() {
    var state = readyState()
    _ = state.submit(call(1), at: 0)
    _ = state.close(at: 1)
    let answers = state.stop(cause: "another build")
    #expect(answers.map { $0.failure.isRetryable } == [false])
    guard case .refused(let failure) = state.submit(call(2), at: 2) else {
      Issue.record("not refused")
      return
    }
    #expect(failure.message.contains("another build"))
  }

  @Test func `deadlines end what waits at once and what runs after a grace`() {
    var state = readyState()
    _ = state.submit(call(1), at: 0)
    let early = state.expire(at: 10 * Self.second, graceNanoseconds: Self.second)
    #expect(early.answers.isEmpty)
    let late = state.expire(at: 11 * Self.second, graceNanoseconds: Self.second)
    #expect(late.answers.map { $0.failure.kind } == [.timeout])
    #expect(late.cancels == [1])
    let outcome11 = state.finish(1)
    #expect(!outcome11)
  }

  @Test func `cancelling says whether the worker must be told`() {
    var state = LinkState(role: .market, at: 0)
    _ = state.submit(call(1), at: 0)
    let outcome12 = state.cancel(1)
    #expect(!outcome12)
    state.open(generation: 1)
    state.becomeReady(generation: 1)
    let outcome13 = state.callsToSend(at: 0)
    #expect(outcome13.isEmpty)
    _ = state.submit(call(2), at: 0)
    let outcome14 = state.cancel(2)
    #expect(outcome14)
    let outcome15 = state.cancel(2)
    #expect(!outcome15)
  }

  @Test func `progress is due once an interval and only to those who listen`() {
    var state = readyState()
    _ = state.submit(call(1, progress: true), at: 0)
    _ = state.submit(call(2), at: 0)
    let interval = 15 * Self.second
    let outcome16 = state.progressDue(at: 14 * Self.second, every: interval)
    #expect(outcome16.isEmpty)
    let outcome17 = state.progressDue(at: 15 * Self.second, every: interval)
    #expect(outcome17.map { $0.callID } == [1])
    let outcome18 = state.progressDue(at: 16 * Self.second, every: interval)
    #expect(outcome18.isEmpty)
    let outcome19 = state.progressDue(at: 31 * Self.second, every: interval)
    #expect(outcome19.map { $0.seconds } == [31])
  }

  @Test func `whatever happens, every call is answered exactly once`() {
    let seed: UInt64 = 7_919
    print("seed \(seed)")
    var random = seed
    func next(_ bound: UInt64) -> UInt64 {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (random >> 33) % bound
    }
    for _ in 0..<200 {
      var state = LinkState(role: .market, at: 0)
      var open = Set<UInt64>()
      var generation: UInt32 = 0
      var now: UInt64 = 0
      func settle(_ callID: UInt64) {
        #expect(open.remove(callID) != nil, "call \(callID) was answered twice")
      }
      for step in 1...300 {
        now += next(Self.second)
        switch next(8) {
        case 0, 1, 2:
          let callID = UInt64(step)
          open.insert(callID)
          let effect: Effect = next(4) == 0 ? .movesMoney : .reads
          if case .refused = state.submit(call(callID, at: now, effect: effect), at: now) { settle(callID) }
        case 3:
          if let callID = open.randomElement(), state.finish(callID) { settle(callID) }
        case 4:
          for answer in state.close(at: now) { settle(answer.callID) }
          for answer in state.expectNext(at: now + next(20) * Self.second, from: now) {
            settle(answer.callID)
          }
        case 5, 6:
          if case .down = state.phase {
            generation += 1
            state.open(generation: generation)
            state.becomeReady(generation: generation)
          }
          _ = state.callsToSend(at: now)
        default:
          for answer in state.expire(at: now, graceNanoseconds: 0).answers { settle(answer.callID) }
        }
        #expect(state.callCount == open.count)
      }
      for answer in state.close(at: now) { settle(answer.callID) }
      for answer in state.stop(cause: "end") { settle(answer.callID) }
      #expect(open.isEmpty)
    }
  }

  @Test func `when the server ends every open call is answered once`() {
    var state = readyState()
    for callID in 1...70 as ClosedRange<UInt64> { _ = state.submit(call(callID), at: 0) }
    _ = state.finish(3)
    let answers = state.end()
    #expect(Set(answers.map(\.callID)) == Set((1...70).filter { $0 != 3 }))
    #expect(answers.count == 69)
    #expect(answers.allSatisfy { $0.failure.kind == .workerUnavailable && $0.failure.isRetryable })
    #expect(state.callCount == 0)
    let again = state.end()
    #expect(again.isEmpty)
    let isLate = state.finish(1)
    #expect(!isLate)
  }

  @Test func `when the server ends the outcome of a call that moves money is not known`() {
    var state = readyState()
    _ = state.submit(call(1, effect: .movesMoney), at: 0)
    let answers = state.end()
    #expect(answers.map(\.failure.kind) == [.outcomeUnknown])
  }
}
