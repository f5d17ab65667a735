import Foundation
import TestSupport
import Testing

extension `End to end` {
  @Suite struct `The operator's command line` {
    /// A folder that only this user can write to, with all above it: below the home folder, since /tmp is
    /// nobody's. Gone when the test is over.
    private final class Home {
      let path = NSHomeDirectory() + "/.bulkhead-home-\(UUID().uuidString)"

      init() throws {
        try FileManager.default.createDirectory(
          atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      }

      deinit {
        // A folder left behind is no failure of the product.
        try? FileManager.default.removeItem(atPath: path)
      }

      var file: String { path + "/.config/bulkhead/bulkhead.json" }
      var halt: String { path + "/.local/state/bulkhead/halt" }
    }

    private static func run(
      _ arguments: [String], _ home: Home, environment: [String: String] = [:], in folder: String? = nil
    ) throws -> (code: Int32, output: String, errorText: String) {
      let program = try ProgramUnderTest(
        Programs.bulkhead, arguments, environment: environment.merging(["HOME": home.path]) { $1 },
        workingFolder: folder)
      program.closeInput()
      let code = try program.waitForExit()
      return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
    }

    private static func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private static let answers = [
      "trading", "enable", "--symbols", "btc/usdt", "--max-order", "100", "--max-daily", "500",
      "--confirm-above", "50",
    ]

    @Test func `trading is enabled by answers and disabled again, and the limits stay`() throws {
      let home = try Home()
      let unasked = try Self.run(Self.answers, home)
      #expect(unasked.code == 64 && unasked.errorText.contains("--yes"))
      #expect(!FileManager.default.fileExists(atPath: home.file))
      let enabled = try Self.run(Self.answers + ["--yes"], home)
      #expect(enabled.code == 0, "\(enabled.errorText)")
      #expect(enabled.output.contains("100 USDT") && enabled.output.contains(home.file))
      let attributes = try FileManager.default.attributesOfItem(atPath: home.file)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let check = try Self.run(["config", "check", "--json"], home)
      let checked = try Self.object(check.output)
      #expect(check.code == 0 && checked["trading_enabled"] as? Bool == true)
      let disabled = try Self.run(["trading", "disable"], home)
      #expect(disabled.code == 0, "\(disabled.errorText)")
      let text = try String(contentsOfFile: home.file, encoding: .utf8)
      #expect(text.contains("\"enabled\": false") && text.contains("\"max_order_notional\": \"100\""))
    }

    @Test func `a file that others can write, and one in the working directory, change nothing`() throws {
      let home = try Home()
      #expect(try Self.run(Self.answers + ["--yes"], home).code == 0)
      try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: home.file)
      for arguments in [["config", "check"], ["config", "show"], ["serve"], ["call", "server_status"]] {
        let refused = try Self.run(arguments, home)
        #expect(refused.code == 78, "\(arguments): \(refused.output)")
        #expect(refused.errorText.contains("can be written by others"), "\(refused.errorText)")
      }
      let scratch = try ScratchFolder()
      let text = Data(#"{"trading":{"enabled":true}}"#.utf8)
      let outside = try Self.run(
        ["config", "check", "--config", try scratch.write(text, as: "bulkhead.json")], home)
      #expect(outside.code == 78 && outside.errorText.contains("/tmp"), "\(outside.errorText)")

      // A project whose file nobody but this user can write: it is found, and neither read nor to be named.
      let other = try Home()
      let project = other.path + "/project"
      try FileManager.default.createDirectory(
        atPath: project, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let planted = project + "/bulkhead.json"
      try text.write(to: URL(fileURLWithPath: planted))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: planted)
      let check = try Self.run(["config", "check", "--json"], other, in: project)
      #expect(check.code == 0 && check.output.contains("working directory is not read"), "\(check)")
      #expect(try Self.object(check.output)["trading_enabled"] as? Bool != true, "\(check)")
      let shown = try Self.run(["config", "show", "--json"], other, in: project)
      let rows = try #require(try Self.object(shown.output)["settings"] as? [[String: Any]])
      let enabled = rows.first { $0["name"] as? String == "trading.enabled" }
      #expect(enabled?["origin"] as? String == "default" && shown.errorText.contains("is not read"))
      for arguments in [["serve"], ["call", "server_status"]] {
        let named = try Self.run(arguments + ["--config", planted], other, in: project)
        #expect(named.code == 78, "\(arguments): \(named)")
        #expect(named.errorText.contains("lies in the working directory"), "\(named.errorText)")
      }
    }

    @Test func `a wrong key is named with its line and the right one`() throws {
      let home = try Home()
      #expect(try Self.run(Self.answers + ["--yes"], home).code == 0)
      let text = try String(contentsOfFile: home.file, encoding: .utf8)
      let wrong = text.replacingOccurrences(of: "max_order_notional", with: "max_order_notionl")
      try Data(wrong.utf8).write(to: URL(fileURLWithPath: home.file))
      let check = try Self.run(["config", "check"], home)
      #expect(check.code == 78 && check.output.isEmpty)
      #expect(check.errorText.contains("Did you mean trading.max_order_notional?"), "\(check.errorText)")
      #expect(try Self.run(["trading", "disable"], home).code == 78)
    }

    @Test func `show says where each value came from, and no secret`() throws {
      let home = try Home()
      let secret = "needle-\(UUID().uuidString)"
      let shown = try Self.run(
        ["config", "show", "--json", "--call-timeout", "7"], home,
        environment: ["BINANCE_API_KEY": "abcdefghijklmnop", "BINANCE_API_SECRET": secret])
      #expect(shown.code == 0, "\(shown.errorText)")
      #expect(!(shown.output + shown.errorText).contains(secret))
      let rows = try #require(try Self.object(shown.output)["settings"] as? [[String: Any]])
      func row(_ name: String) -> [String: Any] { rows.first { $0["name"] as? String == name } ?? [:] }
      #expect(row("call_timeout_seconds")["origin_name"] as? String == "--call-timeout")
      #expect(row("keys.trading.secret")["value"] as? String == "<secret>")
      #expect(row("keys.trading.id")["origin"] as? String == "variable")
      #expect(row("trading.enabled")["origin"] as? String == "default")
    }

    @Test func `halt and resume work without a server`() throws {
      let home = try Home()
      let halted = try Self.run(["halt", "the", "market", "is", "odd"], home)
      #expect(halted.code == 0, "\(halted.errorText)")
      #expect(try String(contentsOfFile: home.halt, encoding: .utf8) == "the market is odd\n")
      let status = try Self.run(["status", "--json"], home)
      #expect(status.code == 0)
      #expect(try Self.object(status.output)["halted"] as? Bool == true)
      #expect(try Self.run(["resume"], home).code == 0)
      #expect(!FileManager.default.fileExists(atPath: home.halt))
      #expect(try Self.run(["restart", "trading"], home).code == 1)
      #expect(try Self.run(["confirm", "7f3a9c21"], home).code == 64)
    }
  }
}
