import Foundation
import Testing

extension `End to end` {
  @Suite struct `A worker of another build` {
    private static let marker = Data("BULKHEAD-BUILD:".utf8)

    /// Changes the build that a program says it is of; the length stays.
    private static func relabel(_ path: String) throws -> (own: String, other: String) {
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      var labels: (String, String)?
      var start = bytes.startIndex
      while let range = bytes.range(of: marker, in: start..<bytes.endIndex) {
        let end = bytes[range.upperBound...].firstIndex(of: 0) ?? range.upperBound
        let own = bytes[range.upperBound..<end]
        if !own.isEmpty {
          let other = Data(
            "another-build-".utf8.prefix(own.count) + [UInt8](repeating: 0x7A, count: max(0, own.count - 14)))
          labels = (String(decoding: own, as: UTF8.self), String(decoding: other, as: UTF8.self))
          bytes.replaceSubrange(range.upperBound..<end, with: other)
        }
        start = max(end, range.upperBound)
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      return try #require(labels, "no build is named in \(path)")
    }

    @Test func `it is refused by name and the server stays`() throws {
      let programs = try Programs.copied()
      let (own, other) = try Self.relabel(programs.path("bulkhead-worker"))
      #expect(own.utf8.count == other.utf8.count && own != other)
      let server = try ServerUnderTest(["--paper"], folder: programs.path(""))
      for _ in 0..<3 {
        let answer = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
        #expect(answer.failureType == "worker_unavailable", "\(answer.message)")
        #expect(answer.isRetryable == false)
        #expect(answer.failureMessage.contains(other), "\(answer.failureMessage)")
        #expect(answer.failureMessage.contains(own), "\(answer.failureMessage)")
        #expect(!answer.suggestion.isEmpty)
      }
      let worker = try server.worker()
      #expect(worker.state == "stopped")
      #expect(worker.cause?.contains(other) == true)
      #expect(worker.generation == 1, "it was started again, which mends nothing")
      try server.expectAlive()
      #expect(try server.finish() == 0)
      #expect(server.program.errorText.contains(other))
    }

    @Test func `a worker that is missing is named and the server stays`() throws {
      let programs = try Programs.copied()
      try FileManager.default.removeItem(atPath: programs.path("bulkhead-worker"))
      let server = try ServerUnderTest(["--paper", "--call-timeout", "1"], folder: programs.path(""))
      let answer = try server.call("get_ticker_price", ["symbol": "BTCUSDT"])
      #expect(answer.isToolError)
      #expect(["worker_unavailable", "timeout"].contains(answer.failureType), "\(answer.failure)")
      try server.expectAlive()
      #expect(try server.finish() == 0)
      #expect(server.program.errorText.contains("market worker"))
    }
  }
}
