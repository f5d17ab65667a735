import Catalog
import Testing

@testable import Wire

@Suite struct `Messages on the wire` {
  static let toWorker: [ToWorker] = [
    .call(
      WireCall(
        callID: .max, toolName: "get_ticker_price", arguments: Array(#"{"symbol":"币安人生USDT"}"#.utf8)[...],
        timeoutMilliseconds: 9_999, sendCountMax: 2, wantsProgress: true)),
    .call(
      WireCall(
        callID: 0, toolName: "", arguments: [], timeoutMilliseconds: 0, sendCountMax: 0, wantsProgress: false)
    ),
    .call(
      WireCall(
        callID: 1, toolName: "create_order", principal: principal("oauth:auth0|5f7c", ScopeSet([.trade])),
        arguments: Array("{}".utf8)[...], timeoutMilliseconds: 1, sendCountMax: 1, wantsProgress: false)),
    .call(
      WireCall(
        callID: 1, toolName: "get_balance",
        principal: principal(String(repeating: "a", count: Principal.nameByteCountMax), []),
        arguments: Array("{}".utf8)[...], timeoutMilliseconds: 1, sendCountMax: 1, wantsProgress: false)),
    .cancel(callID: 7),
    .drain,
    .confirmed(callID: 8, .accepted), .confirmed(callID: 8, .declined), .confirmed(callID: 8, .dismissed),
    .confirmed(callID: .max, .unavailable),
    .hearsay(BudgetUse(api: .wallet, usedWeight: 12_000, stoppedMilliseconds: .max)),
  ]

  private static func principal(_ name: String, _ scopes: ScopeSet) -> Principal {
    guard let principal = Principal(name: name, scopes: scopes) else { preconditionFailure("no name") }
    return principal
  }

  /// A call's frame with other bytes where it says who asks.
  private static func call(scopes: UInt8, name: [UInt8]) throws -> Frame {
    var bytes: [UInt8] = []
    toWorker[1].encode(generation: 1, into: &bytes)
    // Behind the head, the time-out, the sends and the wish for progress.
    let place = Frame.headByteCount + 6
    bytes.replaceSubrange(place..<place + 2, with: [scopes, UInt8(name.count)] + name)
    bytes[0] = UInt8(bytes.count - 4)
    return try frame(bytes)
  }

  @Test func `who asks is somebody with a plain name, or the local client with all scopes`() throws {
    _ = try ToWorker(Self.call(scopes: 7, name: []))
    _ = try ToWorker(Self.call(scopes: 2, name: Array("desk".utf8)))
    let bad: [(UInt8, [UInt8])] = [
      (6, []), (8, []), (8, Array("desk".utf8)), (0xFF, Array("desk".utf8)), (7, Array("a b".utf8)),
      (7, Array("a\n".utf8)), (7, [0xFF]), (7, [0]), (7, Array("stdio".utf8)), (7, Array("operator".utf8)),
      (7, [UInt8](repeating: 0x61, count: 65)),
    ]
    for (scopes, name) in bad {
      #expect(throws: WireFailure.malformed(type: 1), "\(scopes) \(name)") {
        _ = try ToWorker(Self.call(scopes: scopes, name: name))
      }
    }
  }

  static let toSupervisor: [ToSupervisor] = [
    .ready(
      ToSupervisor.Readiness(
        role: .market, wireVersion: 1, buildIdentity: "abc", catalogDigest: "d", sandbox: "none")),
    .progress(callID: 3, message: "wörk"),
    .finished(
      ToSupervisor.Finished(
        callID: 9, isSuccess: false, usedWeight: 12, weightLimit: 6000, envelope: Array("{}".utf8)[...])),
    .log(level: 2, text: "line\nbreak"),
    .intended(callID: 4, clientOrderID: "bh-1"),
    .confirm(callID: 5, id: "K7Q2", message: "buy 0.01 BTC — für 600 USDT?", state: "AQID/+8="),
    .confirm(callID: 6, id: "K7Q3", message: "sell?", state: ""), .changed,
    .usage(BudgetUse(api: .spot, usedWeight: 1, stoppedMilliseconds: 0)),
  ]

  static let toOperator: [OperatorRequest] = [
    .status, .orders(countMax: 100), .halt(reason: "news"), .resume, .restart(.trading),
    .confirm(id: "K7Q2", digest: "0123abcd"), .decline(id: "K7Q2", digest: "0123abcd"), .question(id: "K7Q2"),
    .intent(id: "bh-1"),
    .settle(id: "bh-1", wasPlaced: true), .settle(id: "bh-1", wasPlaced: false),
  ]

  static let fromOperator: [OperatorReply] = [
    .answer(json: Array("{}".utf8)), .answer(json: []), .done(message: "halted"), .refused(reason: "no"),
  ]

  private static var rules: AccessRules {
    var rules = AccessRules()
    rules.tokens = [UInt8](repeating: 0x20, count: AccessRules.fileByteCountMax)
    rules.keys = [0, 255]
    rules.issuer = IssuerSetting(
      issuer: "https://issuer.example", audience: "désk", scopeClaim: "scp", scopePrefix: "")
    rules.resource = "https://desk.example/mcp"
    (rules.callsPerMinuteMax, rules.callsAtOnceMax) = (.max, 1)
    rules.hasUntrustedTokens = true
    return rules
  }

  static let toChild: [ToChild] = [
    .drain, .link(role: .trading, generation: 4_000_000_000, pid: 123),
    .down(
      ToChild.Down(
        role: .market, generation: 2, retryMilliseconds: ToChild.Down.never, restartCount: 3,
        cause: "signal 9")),
    .down(
      ToChild.Down(
        role: .trading, generation: 3, retryMilliseconds: 0, restartCount: 4, cause: "restarted",
        isAsked: true)),
    .access(AccessRules()), .access(rules),
    .offer(ToChild.Offer(roles: [.market, .trading], accountRole: .trading, mayTrade: true)),
    .offer(ToChild.Offer(roles: [], accountRole: .account, mayTrade: false)),
  ]

  static let toLauncher: [ToLauncher] = [
    .started, .heartbeat, .ready(role: .market, generation: 1),
    .refused(role: .market, generation: 1, isPermanent: true, reason: "another build"),
  ]

  private static func frame(_ bytes: [UInt8]) throws -> Frame {
    let decoded = try Frame.decode(bytes[...], byteCountMax: Frame.linkByteCountMax)
    let frame = try #require(decoded)
    #expect(frame.byteCount == bytes.count)
    return frame
  }

  @Test func `what the operator says and hears comes out as it went in, and nothing may follow it`() throws {
    for message in Self.toOperator {
      var bytes: [UInt8] = []
      message.encode(into: &bytes)
      #expect(try OperatorRequest(try Self.frame(bytes)) == message)
      #expect(throws: WireFailure.self) {
        _ = try OperatorRequest(try Self.longer(bytes))
      }
    }
    for message in Self.fromOperator {
      var bytes: [UInt8] = []
      message.encode(into: &bytes)
      #expect(try OperatorReply(try Self.frame(bytes)) == message)
    }
  }

  /// The same frame with a byte that nobody asked for.
  private static func longer(_ bytes: [UInt8]) throws -> Frame {
    var longer = bytes + [0]
    longer[0] += 1
    return try frame(longer)
  }

  @Test func `every message comes out as it went in`() throws {
    for message in Self.toWorker {
      var bytes: [UInt8] = []
      message.encode(generation: 5, into: &bytes)
      let frame = try Self.frame(bytes)
      #expect(frame.generation == 5)
      #expect(try ToWorker(frame) == message)
    }
    for message in Self.toSupervisor {
      var bytes: [UInt8] = []
      message.encode(generation: 6, into: &bytes)
      #expect(try ToSupervisor(Self.frame(bytes)) == message)
    }
    for message in Self.toChild {
      var bytes: [UInt8] = []
      message.encode(into: &bytes)
      #expect(try ToChild(Self.frame(bytes)) == message)
    }
    for message in Self.toLauncher {
      var bytes: [UInt8] = []
      message.encode(into: &bytes)
      #expect(try ToLauncher(Self.frame(bytes)) == message)
    }
  }

  @Test func `a frame that has not arrived whole is waited for, at every byte`() throws {
    var bytes: [UInt8] = []
    Self.toWorker[0].encode(generation: 1, into: &bytes)
    for count in 0..<bytes.count {
      #expect(try Frame.decode(bytes[..<count], byteCountMax: Frame.linkByteCountMax) == nil)
    }
    let two = bytes + bytes
    let decoded = try Frame.decode(two[...], byteCountMax: Frame.linkByteCountMax)
    #expect(decoded?.byteCount == bytes.count)
  }

  @Test func `a frame over its bound is refused from its length alone`() {
    let bytes: [UInt8] = [0x01, 0x10, 0, 0]
    #expect(throws: WireFailure.oversize(byteCount: 4097, byteCountMax: 4096)) {
      _ = try Frame.decode(bytes[...], byteCountMax: Frame.controlByteCountMax)
    }
    #expect(throws: WireFailure.undersize(byteCount: 12)) {
      _ = try Frame.decode([12, 0, 0, 0], byteCountMax: Frame.controlByteCountMax)
    }
  }

  @Test func `a payload cut anywhere is malformed and never something else`() throws {
    var bytes: [UInt8] = []
    Self.toSupervisor[0].encode(generation: 1, into: &bytes)
    for count in Frame.headByteCount..<bytes.count {
      var cut = Array(bytes[..<count])
      let byteCount = UInt32(count - 4)
      for index in 0..<4 { cut[index] = UInt8(truncatingIfNeeded: byteCount >> UInt32(index * 8)) }
      let frame = try Self.frame(cut)
      #expect(throws: WireFailure.malformed(type: 1)) { _ = try ToSupervisor(frame) }
    }
  }

  @Test func `seeded noise never crashes a reader`() {
    let seed: UInt64 = 20_261_122
    print("seed \(seed)")
    var state = seed
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    var readable = 0
    for round in 0..<20_000 {
      let payload = (0..<Int(next() % 48)).map { _ in next() }
      let frame = Frame(
        type: UInt8(round % 7), callID: 1, generation: 1, payload: payload[...], byteCount: 0)
      // Refusing noise is right; what counts is that nothing crashes, and how much was read.
      let isRead = [(try? ToWorker(frame)) != nil, (try? ToSupervisor(frame)) != nil]
      // The same for the messages on the control sockets.
      let isControlRead = [(try? ToChild(frame)) != nil, (try? ToLauncher(frame)) != nil]
      readable += (isRead + isControlRead).count { $0 }
    }
    // Otherwise the noise would not reach past the type byte.
    #expect(readable > 100)
  }

  @Test func `a text longer than its length field is cut at a character`() throws {
    var bytes: [UInt8] = []
    ToSupervisor.log(level: 1, text: String(repeating: "€", count: 40_000)).encode(
      generation: 1, into: &bytes)
    guard case .log(_, let text) = try ToSupervisor(Self.frame(bytes)) else {
      Issue.record("not a log message")
      return
    }
    #expect(text.allSatisfy { $0 == "€" })
    #expect(text.utf8.count <= 65_535 && text.utf8.count > 60_000)
  }

  /// One character of 12,001 bytes: a bound that counts characters lets all of it through.
  static let oneLongCharacter = "a" + String(repeating: "\u{301}", count: 6_000)

  @Test func `a refusal stays a control message whatever its reason carries`() throws {
    var bytes: [UInt8] = []
    ToLauncher.refused(role: .market, generation: 1, isPermanent: true, reason: Self.oneLongCharacter)
      .encode(into: &bytes)
    let decoded = try Frame.decode(bytes[...], byteCountMax: Frame.controlByteCountMax)
    guard case .refused(.market, 1, true, let reason) = try ToLauncher(try #require(decoded)) else {
      Issue.record("not a refusal")
      return
    }
    // 1 + 511 × 2 bytes: the next mark would be the 1,025th byte, and half a mark is none.
    #expect(reason.utf8.elementsEqual(Self.oneLongCharacter.utf8.prefix(1_023)))
  }

  @Test func `word of an ending stays a control message whatever its cause carries`() throws {
    var bytes: [UInt8] = []
    ToChild.down(
      ToChild.Down(
        role: .market, generation: 2, retryMilliseconds: 200, restartCount: 3, cause: Self.oneLongCharacter)
    ).encode(into: &bytes)
    let decoded = try Frame.decode(bytes[...], byteCountMax: Frame.controlByteCountMax)
    guard case .down(let down) = try ToChild(try #require(decoded)) else {
      Issue.record("not the word of an ending")
      return
    }
    #expect(down.cause.utf8.elementsEqual(Self.oneLongCharacter.utf8.prefix(1_023)))
    #expect(down.restartCount == 3)
  }
}
