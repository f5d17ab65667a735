import Foundation
import TestSupport
import Testing

extension `End to end` {
  @Suite struct `Tokens from the command line` {
    private static func run(
      _ arguments: [String], _ home: HomeFolder
    ) throws -> (code: Int32, output: String, errorText: String) {
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["token"] + arguments, environment: ["HOME": home.path])
      program.closeInput()
      let code = try program.waitForExit()
      return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
    }

    @Test func `a token is shown once, alone on its line, and kept nowhere`() throws {
      let home = try HomeFolder()
      let made = try Self.run(
        ["new", "--name", "desk", "--scope", "market,account", "--expires", "90d"], home)
      #expect(made.code == 0, "\(made.errorText)")
      let token = String(made.output.dropLast())
      #expect(made.output.hasSuffix("\n") && token.hasPrefix("bulkhead_") && token.utf8.count == 52)
      #expect(
        token.dropFirst(9).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
      let secret = String(token.suffix(24))
      #expect(!made.errorText.contains(secret))
      let other = try Self.run(["new", "--name", "phone", "--scope", "trade", "--json"], home)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(other.output.utf8)) as? [String: Any])
      #expect((object["token"] as? String)?.hasPrefix("bulkhead_") == true)
      #expect(object["token"] as? String != token)
      let list = try Self.run(["list"], home)
      #expect(list.output.contains("desk") && list.output.contains("market,account"))
      #expect(list.output.contains("phone") && list.output.contains("until it is revoked"))
      let names = home.files(below: ".config")
      #expect(names.contains("bulkhead/tokens.json"))
      for name in names {
        let path = home.path(".config/\(name)")
        guard let bytes = FileManager.default.contents(atPath: path) else { continue }
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
      }
      for text in [list.output, list.errorText] { #expect(!text.contains(secret)) }
    }

    @Test func `a name is given once, and is free again when its token is revoked`() throws {
      let home = try HomeFolder()
      #expect(try Self.run(["new", "--name", "desk", "--scope", "market"], home).code == 0)
      let again = try Self.run(["new", "--name", "desk", "--scope", "trade"], home)
      #expect(again.code == 1 && again.output.isEmpty && again.errorText.contains("desk"))
      #expect(try Self.run(["revoke", "other"], home).code == 1)
      #expect(try Self.run(["revoke", "desk"], home).code == 0)
      #expect(try Self.run(["list"], home).output.contains("There are no tokens"))
      #expect(try Self.run(["new", "--name", "desk", "--scope", "trade"], home).code == 0)
    }

    @Test func `a file that others can write to is not used`() throws {
      let home = try HomeFolder()
      #expect(try Self.run(["new", "--name", "desk", "--scope", "market"], home).code == 0)
      let path = home.path(".config/bulkhead/tokens.json")
      try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
      for words in [["list"], ["revoke", "desk"], ["new", "--name", "a", "--scope", "market"]] {
        let refused = try Self.run(words, home)
        #expect(refused.code == 78 && refused.output.isEmpty)
        #expect(refused.errorText.contains("can be written by others"))
      }
    }
  }
}
