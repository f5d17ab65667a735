import Foundation
import Testing

extension `End to end` {
  @Suite struct `Keys of the paper exchange` {
    /// The permission bits of a file.
    private func mode(_ path: String) throws -> Int {
      let attributes = try FileManager.default.attributesOfItem(atPath: path)
      return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    private func contents(_ path: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    }

    @Test func `are there at the start and gone at the end`() throws {
      let paper = try PaperUnderTest()
      let kinds = paper.keys.map { "\($0.kind) \($0.rights.contains("spot") ? "trades" : "reads")" }
      #expect(Set(kinds) == ["hmac trades", "ed25519 trades", "rsa trades", "hmac reads"])
      #expect(try mode(paper.folder) == 0o700)
      for name in try FileManager.default.contentsOfDirectory(atPath: paper.folder) {
        #expect(try mode("\(paper.folder)/\(name)") == 0o600, "\(name)")
      }
      for key in paper.keys where PaperUnderTest.canSign {
        #expect(key.id.count == 64)
        let answer = try paper.restrictions(of: key)
        #expect(answer["enableReading"] as? Bool == true, "\(key.kind) \(answer)")
        #expect(answer["enableSpotAndMarginTrading"] as? Bool == key.rights.contains("spot"))
        #expect(answer["enableFutures"] as? Bool == key.rights.contains("futures"))
        #expect(answer["enableWithdrawals"] as? Bool == false)
      }
      #expect(try paper.finish() == 0)
      #expect(!FileManager.default.fileExists(atPath: paper.folder), "a temporary folder")
    }

    @Test func `of others do not open an account`() throws {
      let paper = try PaperUnderTest()
      let trading = try #require(paper.keys.first { $0.kind == "hmac" && $0.rights.contains("spot") })
      for key in paper.keys where key.id != trading.id && key.kind == "hmac" && PaperUnderTest.canSign {
        let answer = try paper.restrictions(of: key, signedBy: trading.secretFile)
        #expect(answer["code"] as? Int == -1022)
      }
      for key in paper.keys where key.kind != "hmac" && PaperUnderTest.canSign {
        // A signature of the right form, made with a key of the same kind from elsewhere.
        let other = try PaperUnderTest()
        let stranger = try #require(other.keys.first { $0.kind == key.kind })
        let answer = try paper.restrictions(of: key, signedBy: stranger.secretFile)
        #expect(answer["code"] as? Int == -1022, "\(key.kind)")
        #expect(try other.finish() == 0)
      }
      #expect(try paper.finish() == 0)
    }

    @Test func `stay in a folder that is named, and are used again`() throws {
      let scratch = try ScratchFolder()
      let folder = scratch.path("keys")
      let first = try PaperUnderTest(["--key-dir", folder])
      #expect(try first.finish() == 0)
      let second = try PaperUnderTest(["--key-dir", folder])
      #expect(second.keys.map(\.id) == first.keys.map(\.id))
      #expect(second.keys.map(\.secretFile) == first.keys.map(\.secretFile))
      for key in second.keys where PaperUnderTest.canSign {
        #expect(try second.restrictions(of: key)["enableReading"] as? Bool == true)
      }
      #expect(try second.finish() == 0)
      #expect(try mode(folder) == 0o700)
      for key in first.keys { #expect(try mode(key.secretFile) == 0o600) }
    }

    @Test func `that were made beforehand are in force`() throws {
      let scratch = try ScratchFolder()
      let folder = scratch.path("keys")
      let passphrase = try scratch.write(Data("open sesame\n".utf8), as: "passphrase")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: passphrase)
      for arguments in [
        ["--kind", "hmac", "--rights", "read,withdraw"], ["--kind=ed25519", "--rights=read,margin"],
        ["--kind", "ed25519", "--rights", "read", "--ip", "10.9.8.7"],
        ["--kind", "rsa", "--passphrase-file", passphrase],
      ] {
        let made = try ProgramUnderTest(Programs.paper, ["keys", "--key-dir", folder] + arguments)
        #expect(try made.waitForExit() == 0, "\(made.errorText)")
        let text = String(decoding: made.output, as: UTF8.self)
        #expect(text.contains("API key") && text.contains(folder))
        #expect(text.contains("PUBLIC KEY") == !arguments.contains("hmac"))
      }
      let paper = try PaperUnderTest(["--key-dir", folder])
      #expect(paper.keys[0].rights == ["read", "withdraw"])
      if PaperUnderTest.canSign {
        #expect(try paper.restrictions(of: paper.keys[0])["enableWithdrawals"] as? Bool == true)
        #expect(try paper.restrictions(of: paper.keys[1])["enableMargin"] as? Bool == true)
        #expect(try paper.restrictions(of: paper.keys[2])["code"] as? Int == -2015, "from another address")
      }
      #expect(try contents(paper.keys[3].secretFile).contains("ENCRYPTED"))
      #expect(paper.keys.count == 7, "the fourth is a trading key of RSA; three were missing")
      #expect(try paper.finish() == 0)
    }

    @Test func `are in no output, on no command line, and in the list beside them not either`() throws {
      let scratch = try ScratchFolder()
      let folder = scratch.path("keys")
      var said = ""
      for kind in ["hmac", "ed25519", "rsa"] {
        let made = try ProgramUnderTest(Programs.paper, ["keys", "--key-dir", folder, "--kind", kind])
        #expect(try made.waitForExit() == 0)
        said += String(decoding: made.output, as: UTF8.self) + made.errorText
      }
      let paper = try PaperUnderTest(["--key-dir", folder])
      for key in paper.keys where PaperUnderTest.canSign { _ = try paper.restrictions(of: key) }
      let process = try #require(ProcessRecord(paper.program.pid))
      said += process.text("cmdline") ?? ""
      said += process.text("environ") ?? ""
      said += paper.readyLine + (try contents("\(folder)/keys.json"))
      #expect(try paper.finish() == 0)
      said += String(decoding: paper.program.output, as: UTF8.self) + paper.program.errorText
      var lineCount = 0
      for key in paper.keys {
        let secret = try contents(key.secretFile)
        #expect(!said.contains(secret))
        for line in secret.split(separator: "\n") where !line.hasPrefix("-----") {
          lineCount += 1
          #expect(!said.contains(line), "\(key.kind)")
        }
      }
      #expect(lineCount > 25, "the search was for something")
    }

    @Test func `in a folder that others can enter are refused`() throws {
      let scratch = try ScratchFolder()
      let folder = scratch.path("keys")
      #expect(try PaperUnderTest(["--key-dir", folder]).finish() == 0)
      let list = "\(folder)/keys.json"
      for (path, mode, usual) in [(folder, 0o750, 0o700), (list, 0o644, 0o600)] {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        let refused = try ProgramUnderTest(Programs.paper, ["--key-dir", folder])
        #expect(try refused.waitForExit() == 64)
        #expect(refused.errorText.contains("open to others"))
        #expect(refused.output.isEmpty)
        try FileManager.default.setAttributes([.posixPermissions: usual], ofItemAtPath: path)
      }
      let link = scratch.path("link")
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder)
      let linked = try ProgramUnderTest(Programs.paper, ["--key-dir", link])
      #expect(try linked.waitForExit() == 64)
    }

    @Test func `that are damaged end the start and not the folder`() throws {
      let scratch = try ScratchFolder()
      let folder = scratch.path("keys")
      let first = try PaperUnderTest(["--key-dir", folder])
      #expect(try first.finish() == 0)
      let list = "\(folder)/keys.json"
      let good = try contents(list)
      let id = first.keys[0].id
      for bad in [
        "", "{", "[]", "{}", #"{"keys":{}}"#, #"{"keys":[{}]}"#,
        good.replacingOccurrences(of: id, with: "../x"),
        good.replacingOccurrences(of: "hmac", with: "rsa"),
        good.replacingOccurrences(of: "spot", with: "all"),
        good.replacingOccurrences(of: first.keys[1].id, with: id),
      ] {
        try bad.write(toFile: list, atomically: false, encoding: .utf8)
        let refused = try ProgramUnderTest(Programs.paper, ["--key-dir", folder])
        #expect(try refused.waitForExit() == 64, "\(bad.prefix(60))")
        #expect(refused.errorText.hasPrefix("bulkhead-paper: "))
      }
      try good.write(toFile: list, atomically: false, encoding: .utf8)
      try FileManager.default.removeItem(atPath: first.keys[0].secretFile)
      let refused = try ProgramUnderTest(Programs.paper, ["--key-dir", folder])
      #expect(try refused.waitForExit() == 64)
      #expect(refused.errorText.contains(first.keys[0].secretFile))
      #expect(try contents(list) == good)
    }

    @Test func `a command line that says nothing sensible is refused`() throws {
      let scratch = try ScratchFolder()
      for arguments in [
        ["keys"], ["keys", "--kind", "hmac"], ["keys", "--key-dir"],
        ["keys", "--key-dir", "/nowhere/at/all"],
        ["keys", "--key-dir", scratch.path("k"), "--kind", "dsa"],
        ["keys", "--key-dir", scratch.path("k"), "--rights", "trade"],
        ["keys", "--key-dir", scratch.path("k"), "--account", "0"],
        ["keys", "--key-dir", scratch.path("k"), "--kindd", "rsa"],
        ["keys", "--key-dir", scratch.path("k"), "--passphrase-file", "/nowhere"],
        ["keys", "--key-dir", scratch.path("k"), "--kind", "rsa", "--passphrase-file", "/nowhere"],
        ["--balance", "BTC"], ["--balance", "BTC=-1"], ["--balance", "btc=1"],
        ["--balance", "BTC=1.123456789"],
        ["--balance", "margin:BTC=1"], ["--balance", "BTC=1e5"], ["--key-dir", "/nowhere/at/all"],
      ] {
        let program = try ProgramUnderTest(Programs.paper, arguments)
        program.closeInput()
        #expect(try program.waitForExit() == 64, "\(arguments)")
        #expect(program.output.isEmpty)
        #expect(!program.errorText.isEmpty)
      }
    }
  }
}
