import Foundation
import Testing

extension `End to end` {
  /// Whoever can change how a server is started cannot give it an empty journal.
  @Suite struct `A moved state folder` {
    private static func trading(_ more: String = "") -> String {
      #", "trading": {"enabled": true, "max_daily_notional": "100"}"# + more
    }

    /// An order of 60, and others of 55, in a day of 100.
    private func order(_ server: ServerUnderTest, _ quantity: String = "0.0011") throws -> Answer {
      try server.call(
        "create_order",
        ["symbol": "BTCUSDT", "side": "BUY", "type": "LIMIT", "quantity": quantity, "price": "50000"])
    }

    private func isRefused(_ answer: Answer) -> Bool {
      (answer.envelope["error"] as? [String: Any])?["type"] as? String == "policy_refused"
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    @Test func `renews no cap when the file names none: the first server's is kept`() throws {
      let keyed = try KeyedServer(.file, configuration: Self.trading())
      #expect(try order(keyed.server, "0.0012").isSuccess)
      let link = keyed.home.path("bulkhead.json.state")
      let state = keyed.home.path("state")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == state)
      #expect(try keyed.server.finish() == 0)
      let elsewhere = keyed.home.path("elsewhere")
      for (arguments, environment) in [
        (["--state-folder", elsewhere], [:]), ([], ["STATE_DIRECTORY": elsewhere]),
        ([], ["STATE_DIRECTORY": "", "XDG_STATE_HOME": elsewhere]),
        ([], ["STATE_DIRECTORY": "", "HOME": elsewhere]),
      ] as [([String], [String: String])] {
        let other = try keyed.another(arguments, environment)
        let answer = try order(other)
        #expect(isRefused(answer), "\(arguments) \(environment): \(answer.text)")
        #expect(other.program.errorText.contains("does not count"))
        #expect(try other.finish() == 0)
      }
      #expect(!exists(elsewhere))
      // One that may not trade lies where it is told to.
      let reader = try keyed.another(["--read-only", "--state-folder", elsewhere], [:])
      _ = try reader.status()
      #expect(exists(elsewhere))
      #expect(try reader.finish() == 0)
      #expect(try keyed.paper.finish() == 0)
    }

    @Test func `is the file's wherever the file names one`() throws {
      let named = NSHomeDirectory() + "/.bulkhead-test-\(UUID().uuidString)"
      // A folder left behind is no failure of the product.
      defer { try? FileManager.default.removeItem(atPath: named) }
      let keyed = try KeyedServer(.file, configuration: Self.trading(#", "state_folder": "\#(named)""#))
      #expect(try order(keyed.server, "0.0012").isSuccess)
      #expect(exists(named) && !exists(keyed.home.path("state")))
      #expect(!keyed.home.files(below: "").contains("bulkhead.json.state"))
      #expect(keyed.server.program.errorText.contains("STATE_DIRECTORY names the state folder"))
      #expect(try keyed.server.finish() == 0)
      let other = try keyed.another(["--state-folder", keyed.home.path("elsewhere")], [:])
      let answer = try order(other)
      #expect(isRefused(answer), "\(answer.text)")
      #expect(try other.finish() == 0)
      #expect(!exists(keyed.home.path("elsewhere")))
      #expect(try keyed.paper.finish() == 0)
    }

    @Test func `is refused when nothing can hold the next server to it`() throws {
      let keyed = try KeyedServer(.file, configuration: Self.trading())
      let link = keyed.home.path("bulkhead.json.state")
      #expect(try keyed.server.finish() == 0)
      try FileManager.default.removeItem(atPath: link)
      try keyed.home.write("no link", as: "bulkhead.json.state")
      let other = try keyed.another([], [:], initializes: false)
      #expect(try other.waitForExit() == 78)
      #expect(other.program.errorText.contains(#"Say it in the file: "state_folder""#))
      #expect(try keyed.paper.finish() == 0)
    }
  }
}
