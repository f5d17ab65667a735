import Foundation
import Testing

extension `End to end` {
  @Suite struct `Bad input` {
    /// Sends a line that is no usable message, takes the error, and shows that the session goes on.
    private static func expectError(
      _ code: Int, for line: some Sequence<UInt8>, _ name: String, on server: ServerUnderTest
    ) throws {
      let before = server.others.count
      server.program.send(Array(line) + [10])
      try server.wait(for: "the error for \(name)") { server.others.count > before }
      #expect(server.others.last?.errorCode == code, "\(name): \(server.others.last?.message ?? [:])")
      #expect(server.others.last?.errorMessage.isEmpty == false, "\(name)")
      try server.expectAlive("after \(name)")
    }

    @Test func `a line that is no message gets an error and the session goes on`() throws {
      let server = try ServerUnderTest(["--paper"])
      let texts: [(String, Int)] = [
        ("{\"jsonrpc\":\"2.0\",\"id\":", -32700), ("hello", -32700), ("{]", -32700), ("{} {}", -32700),
        ("{'a':1}", -32700), ("{\"a\":1,}", -32700), ("\u{FEFF}{}", -32700), ("42", -32600),
        ("\"x\"", -32600),
        ("null", -32600), ("[]", -32600), ("{}", -32600),
        ("{\"jsonrpc\":\"1.0\",\"id\":{},\"method\":\"ping\"}", -32600),
        ("[{\"jsonrpc\":\"2.0\",\"id\":5,\"method\":\"ping\"}]", -32600),
      ]
      for (text, code) in texts { try Self.expectError(code, for: text.utf8, text, on: server) }
      #expect(try server.finish() == 0)
    }

    @Test func `bytes that are no text get an error and the session goes on`() throws {
      let server = try ServerUnderTest(["--paper"])
      let head = Array(#"{"jsonrpc":"2.0","method":"ping","x":""#.utf8)
      let tail = Array(#""}"#.utf8)
      for (name, bytes) in [
        ("a lone continuation byte", [0x80]), ("an overlong slash", [0xC0, 0xAF]),
        ("a surrogate", [0xED, 0xA0, 0x80]), ("beyond Unicode", [0xF5, 0x80, 0x80, 0x80]),
        ("0xFF", [0xFF, 0xFE]),
      ] as [(String, [UInt8])] {
        try Self.expectError(-32700, for: head + bytes + tail, name, on: server)
      }
      let binary = (0..<4096).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 7) }.map {
        $0 == 10 ? 0 : $0
      }
      try Self.expectError(-32700, for: [0] + binary, "binary", on: server)
      #expect(try server.finish() == 0)
    }

    @Test func `an oversized or deeply nested line gets one error and the session goes on`() throws {
      let server = try ServerUnderTest(["--paper"])
      let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
      try Self.expectError(-32600, for: deep, "100,000 brackets", on: server)
      let deepObject = Array(String(repeating: #"{"a":"#, count: 100_000).utf8)
      try Self.expectError(-32600, for: deepObject, "100,000 objects", on: server)
      let long = [UInt8](repeating: UInt8(ascii: "a"), count: 17 << 20)
      try Self.expectError(-32600, for: long, "17 MiB", on: server)
      try Self.expectError(-32600, for: long, "17 MiB again", on: server)
      // Just within the bound it is a message like any other.
      let id = server.request("ping", ["padding": String(repeating: "p", count: (16 << 20) - 200)])
      #expect(try server.answer(id).result != nil)
      #expect(try server.finish() == 0)
    }

    @Test func `blank lines and carriage returns are no messages and no errors`() throws {
      let server = try ServerUnderTest(["--paper"])
      let before = server.others.count
      server.program.send(Array("\n\r\n  \n\t\n\n".utf8))
      server.program.send(Array("{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"ping\"}\r\n\r\n".utf8))
      #expect(try server.answer(900).result != nil)
      try server.expectAlive()
      #expect(server.others.count == before)
      #expect(try server.finish() == 0)
    }

    @Test func `a message that comes byte by byte is read like any other`() throws {
      let server = try ServerUnderTest(["--paper"])
      for byte in #"{"jsonrpc":"2.0","id":901,"method":"tools/call","params":{"name":"server_status"}}"#.utf8
      {
        server.program.send([byte])
        server.program.move(forMilliseconds: 1)
      }
      server.program.send([10])
      #expect(try server.answer(901).isSuccess)
      #expect(try server.finish() == 0)
    }

    @Test func `an unknown tool is a protocol error that names the nearest one`() throws {
      let server = try ServerUnderTest(["--paper"])
      let answer = try server.call("get_ticker_prise", ["symbol": "BTCUSDT"])
      #expect(answer.errorCode == -32602)
      #expect(answer.errorMessage.contains("get_ticker_price"))
      #expect(try server.call("").errorCode == -32602)
      #expect(try server.answer(server.request("tools/call")).errorCode == -32602)
      try server.expectAlive()
      #expect(try server.finish() == 0)
    }
  }
}
