import Catalog
import LinuxIO
import Testing

@testable import Exchange

extension `Exchange over sockets` {
  @Suite(.enabled(if: TLSServer.isInstalled)) struct `TLS` {
    /// Waits for the server to listen, by asking until the connection is not refused.
    @LoopActor
    private func client(
      of server: TLSServer, host: String = "localhost", trusting caFile: String? = nil
    ) async throws -> ExchangeClient {
      let plain = ExchangeClient(
        configuration: try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)"))
      for _ in 0..<200 {
        let failure = await ExchangeFixture.failure(of: plain, for: ExchangeFixture.call(milliseconds: 300))
        if failure?.detail("cause") != "refused" { break }
        await EventLoop.shared.sleep(nanoseconds: 20_000_000)
      }
      return ExchangeClient(
        configuration: try ExchangeFixture.configuration("https://\(host):\(server.port)", caFile: caFile))
    }

    @Test @LoopActor func `a certificate of an unknown authority is refused before anything is sent`()
      async throws
    {
      let server = try await TLSServer()
      defer { server.stop() }
      let call = ExchangeFixture.call()
      let failure = await ExchangeFixture.failure(of: try await client(of: server), for: call)
      #expect(failure?.detail("cause") == "tls_untrusted")
      #expect(failure?.suggestion?.contains("--ca-file") == true)
      #expect(failure?.isRetryable == false)
      #expect(call.sendCount == 0)
      #expect(!server.log.contains("FILE:"))
    }

    @Test @LoopActor func `a certificate of another host is refused though its authority is trusted`()
      async throws
    {
      let server = try await TLSServer()
      defer { server.stop() }
      let call = ExchangeFixture.call()
      let client = try await client(of: server, host: "127.0.0.1", trusting: server.certificate)
      let failure = await ExchangeFixture.failure(of: client, for: call)
      #expect(failure?.detail("cause") == "tls_wrong_host")
      #expect(call.sendCount == 0)
    }

    @Test @LoopActor func `with its authority named the server is trusted, and only HTTP 1.1 is offered`()
      async throws
    {
      let server = try await TLSServer()
      defer { server.stop() }
      let client = try await client(of: server, trusting: server.certificate)
      let reply = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(reply.body == Array("{}".utf8))
      let hasTold = await ExchangeFixture.eventually {
        server.log.contains("ALPN protocols selected: http/1.1")
      }
      #expect(hasTold, "\(server.log)")
      #expect(!server.log.contains("advertised by the client: h2"))
      #expect(!server.log.contains(", h2"))
    }

    @Test @LoopActor func `a kept connection that TLS closed is found dead before use`() async throws {
      let server = try await TLSServer()
      defer { server.stop() }
      let client = try await client(of: server, trusting: server.certificate)
      for _ in 0..<5 {
        let call = ExchangeFixture.call()
        _ = try await client.read(ExchangeFixture.read, for: call)
        #expect(call.sendCount == 1)
        await EventLoop.shared.sleep(nanoseconds: 30_000_000)
      }
    }

    @Test @LoopActor func `a file of authorities that is none`() async throws {
      let server = try await TLSServer()
      defer { server.stop() }
      let client = try await client(of: server, trusting: "/dev/null")
      let failure = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      #expect(failure?.detail("cause") == "tls_authorities")
    }

    @Test @LoopActor func `a server without TLS`() async throws {
      let server = try FakeServer { _ in [.reply("{}")] }
      defer { server.stop() }
      let client = ExchangeClient(
        configuration: try ExchangeFixture.configuration("https://127.0.0.1:\(server.port)"))
      let call = ExchangeFixture.call(milliseconds: 2_000)
      onLoop {
        await EventLoop.shared.sleep(nanoseconds: 100_000_000)
        server.stop()
      }
      let failure = await ExchangeFixture.failure(of: client, for: call)
      #expect(failure?.kind == .networkError)
      #expect(call.sendCount == 0)
    }
  }
}
