import Foundation
import LinuxIO
import Testing
import Values

@testable import Configuration

@Suite struct `A changed configuration` {
  @Test func `keeps what nobody asked to change, in its order and to the digit`() throws {
    let folder = try TrustedFolder()
    let path = try folder.write(
      """
      {"log_level": "info", "trading": {"max_open_orders": 3, "symbols": ["ETHUSDT"], "enabled": false},
       "keys": {"read": {"id": "abc", "secret_file": "/s"}}, "$schema": "x.json"}
      """)
    var draft = try ConfigurationDraft(path: path, trusting: folder.path)
    draft.set("trading.enabled", true)
    draft.set("trading.max_order_notional", "100.000000000000000001")
    draft.set("trading.symbols", nil)
    #expect(try draft.write() == path)
    #expect(
      try String(contentsOfFile: path, encoding: .utf8) == """
        {
          "log_level": "info",
          "trading": {
            "max_open_orders": 3,
            "enabled": true,
            "max_order_notional": "100.000000000000000001"
          },
          "keys": {
            "read": {
              "id": "abc",
              "secret_file": "/s"
            }
          },
          "$schema": "x.json"
        }

        """)
    #expect(try folder.mode(of: "bulkhead.json") == 0o600)
  }

  @Test func `begins with an empty file where there is none`() throws {
    let folder = try TrustedFolder()
    var draft = try ConfigurationDraft(path: folder.path("new/bulkhead.json"), trusting: folder.path)
    #expect(try draft.configuration == Configuration())
    draft.set("trading.enabled", true)
    #expect(try draft.write() == folder.path("new/bulkhead.json"))
    #expect(try folder.mode(of: "new") == 0o700)
    let again = try ConfigurationFile.read(path: folder.path("new/bulkhead.json"), trusting: folder.path)
    #expect(again.configuration.trading.isEnabled && again.givenKeys == ["trading.enabled"])
  }

  @Test func `is not made of a file that a server would not read`() throws {
    let folder = try TrustedFolder()
    for (text, mode) in [("{\"traiding\":{}}", 0o600), ("{", 0o600), ("{}", 0o666)] {
      let path = try folder.write(text, mode: mode)
      #expect(throws: ConfigurationFailure.self) { try ConfigurationDraft(path: path, trusting: folder.path) }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }

  @Test func `is not written when a server would not read it`() throws {
    let folder = try TrustedFolder()
    let path = try folder.write("{}")
    var draft = try ConfigurationDraft(path: path, trusting: folder.path)
    draft.set("trading.max_leverage", 1000)
    #expect(throws: ConfigurationFailure.self) { try draft.write() }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{}")
  }
}
