import Catalog
import LinuxIO
import Testing

@testable import Exchange

@Suite struct `The exchange's clock` {
  private func moment(_ milliseconds: Int, wall: Int = 0) -> RateBudget.Moment {
    RateBudget.Moment(
      monotonicMilliseconds: 5_000 + milliseconds, wallMilliseconds: 1_700_000_000_000 + milliseconds + wall)
  }

  @Test func `is unknown before the first answer`() {
    let clock = ExchangeClock()
    #expect(clock.time(at: moment(0)) == nil)
    #expect(clock.isAstray(at: moment(0)))
    #expect(clock.corrected(moment(7)).wallMilliseconds == moment(7).wallMilliseconds)
  }

  @Test func `is what it said, and half the way`() {
    var clock = ExchangeClock()
    clock.note(serverTime: 1_700_000_003_000, roundTripMilliseconds: 200, at: moment(100))
    #expect(clock.offsetMilliseconds == 3_000)
    #expect(clock.time(at: moment(1_100)) == 1_700_000_004_100)
    #expect(!clock.isAstray(at: moment(1_100)))
    #expect(!clock.isAstray(at: moment(86_400_000)), "age alone makes nobody wait")
  }

  @Test func `counts as lost once this machine's clock was set or the machine slept`() {
    var clock = ExchangeClock()
    clock.note(serverTime: 1_700_000_000_000, roundTripMilliseconds: 0, at: moment(0))
    #expect(!clock.isAstray(at: moment(1_000, wall: 400)))
    #expect(clock.isAstray(at: moment(1_000, wall: 600)))
    #expect(clock.isAstray(at: moment(1_000, wall: -3_600_000)))
  }

  @Test(arguments: [-3_600_000, 30 * 3_600_000])
  func `does not follow this machine's clock when that is set`(step: Int) {
    var clock = ExchangeClock()
    clock.note(serverTime: 1_700_000_000_000, roundTripMilliseconds: 0, at: moment(0))
    #expect(clock.time(at: moment(1_000, wall: step)) == 1_700_000_001_000)
    #expect(clock.corrected(moment(1_000, wall: step)).wallMilliseconds == 1_700_000_001_000)
    #expect(clock.isAstray(at: moment(1_000, wall: step)), "and it is measured anew")
  }

  @Test func `is not asked again at once after a failure`() {
    var clock = ExchangeClock()
    clock.noteFailure(at: moment(0))
    #expect(!clock.isAstray(at: moment(4_999)))
    #expect(clock.isAstray(at: moment(5_000)))
    clock.note(serverTime: 1_700_000_000_000, roundTripMilliseconds: 0, at: moment(6_000))
    #expect(!clock.isAstray(at: moment(6_001)))
  }
}

extension `Exchange over sockets` {
  @Suite struct `Time stamps` {
    private static func time(_ aheadMilliseconds: Int) -> FakeServer.Step {
      .reply("{\"serverTime\":\(EventLoop.wallClockMilliseconds + aheadMilliseconds)}")
    }

    private static func timestamp(_ request: FakeServer.Request) -> Int? {
      for pair in request.parameters.split(separator: "&") where pair.hasPrefix("timestamp=") {
        return Int(pair.dropFirst(10))
      }
      return nil
    }

    @Test @LoopActor func `the clock is measured before the first signed request, and once`() async throws {
      let server = try FakeServer { request in
        request.path == "/api/v3/time" ? [Self.time(90_000)] : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server, measuresClock: true)
      #expect(client.exchangeTimeMilliseconds == nil)
      let call = ExchangeFixture.call()
      _ = try await client.read(KeyFixture.read, for: call)
      #expect(call.sendCount == 1, "the measurement is the worker's")
      _ = try await client.read(KeyFixture.read, for: ExchangeFixture.call())
      #expect(server.requests.map(\.path) == ["/api/v3/time", "/api/v3/account", "/api/v3/account"])
      let sent = try #require(Self.timestamp(server.requests[1]))
      let ahead = sent - EventLoop.wallClockMilliseconds
      // Its neighbours can hold this test up for seconds; without the measurement it would be none ahead.
      #expect((45_000...91_000).contains(ahead), "\(ahead)")
      let known = try #require(client.exchangeTimeMilliseconds)
      #expect((known - EventLoop.wallClockMilliseconds - 90_000).magnitude < 2_000)
    }

    @Test @LoopActor func `requests that come together share one measurement`() async throws {
      let server = try FakeServer { request in
        request.path == "/api/v3/time" ? [.pause(milliseconds: 60), Self.time(0)] : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server, measuresClock: true)
      var doneCount = 0
      for _ in 0..<5 {
        client.read(KeyFixture.read, for: ExchangeFixture.call()) { _ in doneCount += 1 }
      }
      #expect(await ExchangeFixture.eventually { doneCount == 5 })
      #expect(server.requests.filter { $0.path == "/api/v3/time" }.count == 1)
      #expect(server.requests.count == 6)
    }

    @Test @LoopActor func `without an answer of the clock this machine's own is used`() async throws {
      let server = try FakeServer { request in
        request.path == "/api/v3/time" ? [.reply(#"{"serverTime":"soon"}"#)] : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server, measuresClock: true)
      for _ in 0..<3 { _ = try await client.read(KeyFixture.read, for: ExchangeFixture.call()) }
      #expect(server.requests.filter { $0.path == "/api/v3/time" }.count == 1, "not asked for every request")
      let sent = try #require(server.requests.last.flatMap(Self.timestamp))
      #expect((sent - EventLoop.wallClockMilliseconds).magnitude < 2_000)
    }

    @Test @LoopActor func `a misdated read is dated anew and sent once more`() async throws {
      var isMisdated = true
      let server = try FakeServer { request in
        if request.path == "/api/v3/time" { return [Self.time(60_000)] }
        defer { isMisdated = false }
        return isMisdated
          ? [.send("HTTP/1.1 400 X\r\nContent-Length: 24\r\n\r\n{\"code\":-1021,\"msg\":\"x\"}")]
          : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      let call = ExchangeFixture.call()
      _ = try await client.read(KeyFixture.read, for: call)
      #expect(server.requests.map(\.path) == ["/api/v3/account", "/api/v3/time", "/api/v3/account"])
      #expect(call.sendCount == 2, "the measurement is the worker's")
      let stamps = server.requests.compactMap(Self.timestamp)
      #expect(stamps[1] - stamps[0] > 55_000)
      #expect(server.requests[0].parameters != server.requests[2].parameters)
    }

    @Test @LoopActor func `a read that stays misdated fails after its second send`() async throws {
      let server = try FakeServer { request in
        request.path == "/api/v3/time"
          ? [Self.time(0)]
          : [.send("HTTP/1.1 400 X\r\nContent-Length: 24\r\n\r\n{\"code\":-1021,\"msg\":\"x\"}")]
      }
      defer { server.stop() }
      let call = ExchangeFixture.call()
      let failure = await ExchangeFixture.failure(
        of: try KeyFixture.client(of: server), KeyFixture.read, for: call)
      #expect(failure?.code == -1021)
      #expect(server.requests.count == 3)
    }

    @Test @LoopActor func `a misdated write is not sent again, but the clock is measured`() async throws {
      let server = try FakeServer { request in
        request.path == "/api/v3/time"
          ? [Self.time(60_000)]
          : [.send("HTTP/1.1 400 X\r\nContent-Length: 24\r\n\r\n{\"code\":-1021,\"msg\":\"x\"}")]
      }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server)
      let (outcome, _) = await KeyFixture.write(with: client)
      #expect(outcome.word == "notDone")
      #expect(await ExchangeFixture.eventually { server.requests.count == 2 })
      #expect(server.requests.map(\.path) == ["/api/v3/order", "/api/v3/time"])
      let known = try #require(client.exchangeTimeMilliseconds)
      #expect(
        await ExchangeFixture.eventually {
          (client.exchangeTimeMilliseconds ?? 0) - EventLoop.wallClockMilliseconds > 50_000
        }, "\(known)")
    }

    @Test @LoopActor func `prewarming with a key measures the clock`() async throws {
      let server = try FakeServer { _ in [Self.time(0)] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server, measuresClock: true)
      client.prewarm()
      #expect(await ExchangeFixture.eventually { client.exchangeTimeMilliseconds != nil })
      #expect(server.requests.map(\.path) == ["/api/v3/time"])
      #expect(client.idleConnectionCount == 1)
    }

    @Test @LoopActor func `measuring fails with words when the server says no`() async throws {
      let server = try FakeServer { _ in [.reply(#"{"serverTime":12}"#)] }
      defer { server.stop() }
      let client = try KeyFixture.client(of: server, measuresClock: true)
      do throws(ToolFailure) {
        try await client.measureClock(for: ExchangeFixture.call())
        Issue.record("a time of 1970 was taken")
      } catch {
        #expect(error.kind == .binanceAPIError)
      }
    }
  }
}
