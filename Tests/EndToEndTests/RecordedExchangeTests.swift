import Foundation
import TestSupport
import Testing

extension `End to end` {
  @Suite struct `The recorded list of 2276 symbols` {
    /// The recording, uncompressed.
    private static func recording() throws -> Data? {
      guard let packed = Repository.reference("binance/real/exchangeInfo_spot_2023-08-13.json.gz") else {
        return nil
      }
      let unpack = try ProgramUnderTest("/bin/gzip", ["-dc", packed.path])
      #expect(try unpack.waitForExit() == 0)
      return Data(unpack.output)
    }

    @Test func `it is served byte for byte paged under 20,000 tokens and in less than 60 MiB`() throws {
      guard let recording = try Self.recording() else { return }
      let scratch = try ScratchFolder()
      let file = try scratch.write(recording, as: "exchangeInfo.json")
      let paper = try ProgramUnderTest(Programs.paper, ["--listen", "127.0.0.1:0", "--replay", file])
      try paper.wait(for: "the ready line") { paper.output.contains(10) }
      let line = try JSONSerialization.jsonObject(with: Data(paper.output)) as? [String: Any]
      let url = try #require(line?["url"] as? String)
      let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
      let served = try LoopbackSocket.body(of: "/api/v3/exchangeInfo", port: port)
      #expect(Data(served) == recording, "\(served.count) bytes were served, \(recording.count) recorded")

      let server = try ServerUnderTest(["--base-url", url])
      let symbols = try pages(of: ["quote": "USDT"], on: server)
      let expected = try Self.symbols(in: recording, quote: "USDT")
      #expect(symbols.count == expected.count)
      #expect(Set(symbols) == expected)
      #expect(try pages(of: [:], on: server).count == 2276)
      let peak = try #require(try server.workerProcess().kibibytes("VmHWM"))
      print("the worker's peak memory is \(peak) KiB")
      #expect(peak < 60 * 1024)
      #expect(try server.finish() == 0)
      paper.closeInput()
      #expect(try paper.waitForExit() == 0)
    }

    @Test func `serve --paper --replay plays it too`() throws {
      guard let recording = try Self.recording() else { return }
      let scratch = try ScratchFolder()
      let file = try scratch.write(recording, as: "exchangeInfo.json")
      let server = try ServerUnderTest(["--paper", "--replay", file])
      let answer = try server.call("get_available_assets", ["quote": "USDT"])
      #expect(answer.data["total"] as? Int == (try Self.symbols(in: recording, quote: "USDT").count))
      #expect(try server.finish() == 0)
    }

    /// All symbols over all pages, each page of a size that a model can read.
    private func pages(of filter: [String: Any], on server: ServerUnderTest) throws -> [String] {
      var symbols: [String] = []
      var arguments = filter
      var largest = 0
      while true {
        let answer = try server.call("get_available_assets", arguments)
        #expect(answer.isSuccess, "\(answer.failure)")
        largest = max(largest, answer.text.utf8.count)
        let rows = try #require(answer.data["rows"] as? [[Any]])
        symbols += rows.compactMap { $0.first as? String }
        #expect(answer.data["count"] as? Int == rows.count)
        guard let cursor = (answer.data["next"] as? [String: Any])?["cursor"] as? String else { break }
        #expect(answer.data["truncated"] as? Bool == true)
        arguments["cursor"] = cursor
        guard symbols.count <= 3000 else { throw EndToEndFailure.unreadable("the pages do not end") }
      }
      // No tokenizer is at hand; JSON full of short names and digits has two and a half bytes a token.
      print("the largest page of \(filter): \(largest) bytes, at most \(largest * 2 / 5) tokens")
      #expect(largest * 2 / 5 < 20_000)
      return symbols
    }

    private static func symbols(in recording: Data, quote: String) throws -> Set<String> {
      let object = try JSONSerialization.jsonObject(with: recording) as? [String: Any]
      let all = try #require(object?["symbols"] as? [[String: Any]])
      #expect(all.count == 2276)
      return Set(all.filter { $0["quoteAsset"] as? String == quote }.compactMap { $0["symbol"] as? String })
    }
  }
}
