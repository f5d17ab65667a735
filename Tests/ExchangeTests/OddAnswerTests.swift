import Catalog
import LinuxIO
import Testing
import Values

@testable import Exchange

extension `Exchange over sockets` {
  @Suite struct `Odd answers` {
    @Test(arguments: [
      ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", "web page"),
      ("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "redirect"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", "larger than 64 MiB"),
      ("SSH-2.0-OpenSSH_9.2\r\n\r\n", "did not answer in HTTP"),
      ("HTTP/1.1 200 OK\nContent-Length: 2\n\n{}", "did not answer in HTTP"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", "did not answer in HTTP"),
      ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "did not answer in HTTP"),
      ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{]}", "not JSON"),
      ("HTTP/1.1 204 No Content\r\n\r\n", "nothing"),
    ]) @LoopActor
    func `is refused after one send`(_ bytes: String, _ word: String) async throws {
      let server = try FakeServer { _ in [.send(bytes), .silence] }
      defer { server.stop() }
      let call = ExchangeFixture.call()
      let failure = await ExchangeFixture.failure(of: try ExchangeFixture.client(of: server), for: call)
      #expect(failure?.message.contains(word) == true, "\(String(describing: failure))")
      #expect(failure?.kind == .binanceAPIError)
      #expect(call.sendCount == 1)
      #expect(server.connectionCount == 1)
    }

    @Test @LoopActor func `interim answers are skipped`() async throws {
      let server = try FakeServer { _ in
        [.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"), .pause(milliseconds: 5), .reply("{}")]
      }
      defer { server.stop() }
      let reply = try await ExchangeFixture.client(of: server).read(
        ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(reply.status == 200)
    }

    @Test @LoopActor func `an answer that ends with the stream is whole`() async throws {
      let server = try FakeServer { _ in [.send("HTTP/1.1 200 OK\r\n\r\n{}"), .close] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      let reply = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(reply.body == Array("{}".utf8))
      #expect(client.idleConnectionCount == 0)
    }

    @Test @LoopActor func `a large answer in chunks comes whole`() async throws {
      let piece = "[" + String(repeating: "1,", count: 500_000) + "1]"
      let chunk = String(piece.utf8.count, radix: 16)
      let server = try FakeServer { _ in
        [.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(chunk)\r\n\(piece)\r\n0\r\n\r\n")]
      }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      for _ in 0..<2 {
        let reply = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
        #expect(reply.document.root.count == 500_001)
      }
      #expect(server.connectionCount == 1)
    }

    @Test @LoopActor func `429 keeps later requests from being sent`() async throws {
      let server = try FakeServer { _ in
        [.send("HTTP/1.1 429 Too Many\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n")]
      }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      let first = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      #expect(first?.detail("retry_after_seconds") == "30")
      let second = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      #expect(second?.kind == .rateLimitExceeded)
      #expect(second?.message.contains("not sent") == true)
      #expect(server.requests.count == 1)
    }

    @Test @LoopActor func `a short stop is waited out`() async throws {
      let server = try FakeServer { request in
        request.connection == 0 && request.head.contains("Host")
          ? [
            .send(
              "HTTP/1.1 429 Too Many\r\nRetry-After: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
            .close,
          ]
          : [.reply("{}")]
      }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      _ = await ExchangeFixture.failure(of: client, for: ExchangeFixture.call())
      let start = EventLoop.now
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(EventLoop.now - start > 800_000_000)
      #expect(server.requests.count == 2)
    }

    @Test @LoopActor func `the used weight is the exchange's`() async throws {
      let server = try FakeServer { _ in [.reply("{}", headers: "x-mbx-used-weight-1m: 4321\r\n")] }
      defer { server.stop() }
      let client = try ExchangeFixture.client(of: server)
      _ = try await client.read(ExchangeFixture.read, for: ExchangeFixture.call())
      #expect(client.budget.used == 4_321)
      #expect(client.budget.limit == 6_000)
      #expect((1...60_000).contains(client.budget.resetsInMilliseconds))
    }
  }
}
