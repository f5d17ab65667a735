import Catalog
import Foundation
import LinuxIO
import Testing

@testable import Exchange

extension `Exchange over sockets` {
  @Suite struct `Connecting` {
    @Test @LoopActor func `a port where nothing listens`() async throws {
      let port = Loopback.closedPort()
      let client = ExchangeClient(
        configuration: try ExchangeFixture.configuration("http://127.0.0.1:\(port)"))
      let call = ExchangeFixture.call()
      let failure = await ExchangeFixture.failure(of: client, for: call)
      #expect(failure?.kind == .networkError)
      #expect(failure?.detail("cause") == "refused")
      #expect(failure?.isRetryable == true)
      #expect(call.sendCount == 0)
      #expect(client.budget.used == 0)
    }

    @Test @LoopActor func `a name that does not exist`() async throws {
      var configuration = try ExchangeFixture.configuration("http://no-such-host.invalid")
      configuration.connectTimeoutMilliseconds = 3_000
      let failure = await ExchangeFixture.failure(
        of: ExchangeClient(configuration: configuration), for: ExchangeFixture.call())
      // A machine without any name server may only find out by the clock.
      #expect(["dns", "connect_timeout"].contains(failure?.detail("cause")))
    }

    @Test @LoopActor func `a server that never answers the TLS hello is given up by the limit of connecting`()
      async throws
    {
      // It waits for a line that no TLS hello has.
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      var configuration = try ExchangeFixture.configuration("https://127.0.0.1:\(server.port)")
      #expect(configuration.connectTimeoutMilliseconds == 5_000)
      #expect(configuration.requestTimeoutMilliseconds == 10_000)
      configuration.connectTimeoutMilliseconds = 200
      configuration.requestTimeoutMilliseconds = 30_000
      let client = ExchangeClient(configuration: configuration)
      let call = ExchangeFixture.call(milliseconds: 30_000)
      let failure = await ExchangeFixture.failure(of: client, for: call)
      #expect(failure?.kind == .timeout)
      #expect(failure?.detail("cause") == "connect_timeout")
      #expect(failure?.isRetryable == true)
      #expect(EventLoop.now < call.deadlineNanoseconds, "neither the request's time nor the call's was over")
      #expect(call.sendCount == 0 && client.budget.used == 0)
      #expect(server.connectionCount == 1 && server.requests.isEmpty)
      #expect(await ExchangeFixture.eventually { server.openCount == 0 }, "it is hung up on")
    }

    @Test @LoopActor func `a call cancelled while connecting leaves nothing behind`() async throws {
      let before = Loopback.socketCount()
      do {
        // 192.0.2.0/24 is for documentation (RFC 5737): nobody answers, or the network says at once that
        // there is no way.
        let client = ExchangeClient(configuration: try ExchangeFixture.configuration("http://192.0.2.1"))
        let call = ExchangeFixture.call()
        var hasEnded = false
        onLoop {
          _ = await ExchangeFixture.failure(of: client, for: call)
          hasEnded = true
        }
        await EventLoop.shared.sleep(nanoseconds: 20_000_000)
        call.cancel()
        #expect(await ExchangeFixture.eventually { hasEnded })
      }
      #expect(await ExchangeFixture.eventually { Loopback.socketCount() <= before })
    }

    @Test @LoopActor func `a proxy of the environment is asked for a tunnel`() async throws {
      let proxy = try FakeServer { request in
        request.line.hasPrefix("CONNECT") ? [.send("HTTP/1.1 200 Established\r\n\r\n")] : [.reply("{}")]
      }
      defer { proxy.stop() }
      setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
      defer { unsetenv("http_proxy") }
      let client = ExchangeClient(
        configuration: try ExchangeFixture.configuration("http://exchange.example:8080"))
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(
        proxy.requests.map(\.line) == ["CONNECT exchange.example:8080 HTTP/1.1", "GET /api/v3/time HTTP/1.1"])
      #expect(proxy.requests[0].head.contains("User-Agent: bulkhead/1.2.3\r\n"))
    }

    @Test @LoopActor func `a proxy that says no`() async throws {
      let proxy = try FakeServer { _ in [.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")] }
      defer { proxy.stop() }
      setenv("http_proxy", "http://127.0.0.1:\(proxy.port)", 1)
      defer { unsetenv("http_proxy") }
      let client = ExchangeClient(configuration: try ExchangeFixture.configuration("http://exchange.example"))
      let call = ExchangeFixture.call()
      let failure = await ExchangeFixture.failure(of: client, for: call)
      #expect(failure?.detail("cause") == "proxy")
      #expect(failure?.message.contains("403") == true)
      #expect(call.sendCount == 0)
    }

    @Test @LoopActor func `this machine itself is never reached through a proxy`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      setenv("http_proxy", "http://127.0.0.1:1", 1)
      setenv("all_proxy", "http://127.0.0.1:1", 1)
      defer {
        unsetenv("http_proxy")
        unsetenv("all_proxy")
      }
      _ = try await ExchangeFixture.client(of: server).read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(server.requests.count == 1)
    }
  }
}
