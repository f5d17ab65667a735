import Foundation
import Testing

extension `End to end` {
  @Suite struct `A recording on standard input` {
    /// A book and two trades of a market.
    private static let recording = """
      1000000000 {"lastUpdateId":10,"bids":[["1.00000000","2.00000000"]],"asks":[["1.02000000","3.00000000"]]}
      1100000000 {"stream":"abcusdt@depth@100ms","data":{"e":"depthUpdate","E":5100,"s":"ABCUSDT","U":10,"u":12,"b":[["1.01000000","5.00000000"]],"a":[]}}
      1170000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5171,"s":"ABCUSDT","t":50,"p":"1.02000000","q":"1.00000000","T":5170,"m":false,"M":true}}
      1400000000 {"stream":"abcusdt@trade","data":{"e":"trade","E":5401,"s":"ABCUSDT","t":51,"p":"1.01000000","q":"3.00000000","T":5400,"m":true,"M":true}}

      """

    /// Its input is at its end once it was read: only the end of who started it is left as a reason to go.
    @Test func `is served, and the exchange goes with the shell that started it`() throws {
      let scratch = try ScratchFolder()
      let file = try scratch.write(Data(Self.recording.utf8), as: "recording")
      // The command behind keeps the shell from becoming the exchange.
      let shell = try ProgramUnderTest(
        "/bin/sh",
        [
          "-c", "\"$0\" --replay - --replay-speed instant --key-dir \"$2\" <\"$1\"; exit 1", Programs.paper,
          file,
          scratch.path("keys"),
        ])
      try shell.wait(for: "the ready line") { shell.output.contains(UInt8(ascii: "\n")) || shell.isEnded }
      let ready = try #require(ParsedJSON.object(Data(shell.output)), "\(shell.errorText)")
      #expect(ready["recordings"] as? Int == 1)
      let url = try #require(ready["url"] as? String)
      let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
      let exchange = try #require(ProcessRecord.descendants(of: shell.pid).first)
      defer { exchange.kill() }
      #expect(exchange.name == "bulkhead-paper")
      for _ in 0..<3 {
        let body = try LoopbackSocket.body(of: "/api/v3/ticker/price?symbol=ABCUSDT", port: port)
        #expect(ParsedJSON.object(Data(body))?["price"] as? String == "1.01000000")
      }
      let book = try LoopbackSocket.body(of: "/api/v3/depth?symbol=ABCUSDT", port: port)
      #expect(
        ParsedJSON.object(Data(book))?["bids"] as? [[String]] == [
          ["1.01000000", "5.00000000"], ["1.00000000", "2.00000000"],
        ])
      #expect(exchange.isRunning && !shell.isEnded)
      shell.signal(SIGKILL)
      try ProcessRecord.expectGone([exchange], after: "the death of the shell")
      #expect(try shell.waitForExit() == 128 + SIGKILL)
    }
  }
}
