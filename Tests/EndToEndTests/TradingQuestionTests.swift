import Foundation
import Testing

extension `End to end` {
  /// `bulkhead trading enable` on a terminal, by somebody who knows no flag.
  @Suite struct `Trading that is enabled by answers to questions` {
    private static let questions = [
      "Which trading pairs may be traded? Names between commas (BTCUSDT,ETHUSDT), or all: ",
      "What may one order be worth at most, in USDT?: ",
      "What may all orders of one day (UTC) be worth together at most, in USDT?: ",
      "Above which worth must a person agree first, in USDT? 0 for each order, or never: ",
      "Write this? [y/N]: ",
    ]
    private static let answers = ["btc/usdt, ETH-USDT", "100", "500.50", "50", "y"]

    private static func enable(_ home: HomeFolder) throws -> ProgramUnderTest {
      try ProgramUnderTest(
        onTerminal: Programs.bulkhead, ["trading", "enable"], environment: ["HOME": home.path])
    }

    private static func file(_ home: HomeFolder) -> String {
      home.path(".config/bulkhead/bulkhead.json")
    }

    private static func trading(_ home: HomeFolder) throws -> [String: Any] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: file(home)))
      return try #require(ParsedJSON.object(bytes)?["trading"] as? [String: Any])
    }

    /// What the terminal shows without its line breaks, which are where the window ends.
    private static func words(_ screen: String) -> String {
      screen.split { " \n".contains($0) }.joined(separator: " ")
    }

    @Test func `a wrong answer is said to be wrong and asked for again, and the file is what was answered`()
      throws
    {
      let home = try HomeFolder()
      let terminal = try Self.enable(home)
      let wrong: [(question: Int, text: String, why: String)] = [
        (0, "B$T#C", "trading.symbols"), (1, "ten", "\"ten\" does not do: it must be"),
        (1, "", ""), (1, "-5", "does not do"), (2, "1e3", "does not do"), (3, "sometimes", "does not do"),
      ]
      for (index, question) in Self.questions.enumerated() {
        for mistake in wrong where mistake.question == index {
          try terminal.answer(mistake.text, to: question)
          try terminal.wait(for: "the question again") { terminal.screen.hasSuffix(question) }
          let shown = terminal.screen
          let isSaid = mistake.why.isEmpty || shown.contains("does not do: it must be")
          #expect(isSaid, "\(mistake.text): \(shown)")
        }
        if index == Self.questions.count - 1 { break }
        try terminal.answer(Self.answers[index], to: question)
      }
      // Nothing is written before the last word.
      #expect(!FileManager.default.fileExists(atPath: Self.file(home)))
      let meaning = Self.words(try terminal.answer("y", to: Self.questions[4]))
      for sentence in [
        "This is what \(Self.file(home)) will say:", "Only these trading pairs: BTCUSDT, ETHUSDT.",
        "One order is worth at most 100 USDT.",
        "All orders of a day (UTC) are worth at most 500.50 USDT together.",
        "Above 50 USDT a person is asked first.", "real money",
      ] {
        #expect(meaning.contains(sentence), "\(sentence): \(meaning)")
      }
      let (code, screen) = try terminal.ending()
      #expect(code == 0 && Self.words(screen).contains("Written: \(Self.file(home))"), "\(screen)")
      let attributes = try FileManager.default.attributesOfItem(atPath: Self.file(home))
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let written = try Self.trading(home)
      #expect(written["enabled"] as? Bool == true)
      #expect(written["symbols"] as? [String] == ["BTCUSDT", "ETHUSDT"])
      #expect(written["max_order_notional"] as? String == "100")
      #expect(written["max_daily_notional"] as? String == "500.50")
      #expect(written["confirm_above"] as? String == "50")
      try Self.expectAgain(home)
    }

    /// The second time what the file says is offered, and the return key alone takes it.
    private static func expectAgain(_ home: HomeFolder) throws {
      let terminal = try enable(home)
      let known = ["BTCUSDT, ETHUSDT", "100", "500.50", "50"]
      for (index, answer) in ["all", "", "", "never"].enumerated() {
        let question = questions[index].dropLast(2) + " [\(known[index])]: "
        try terminal.answer(answer, to: String(question))
      }
      try terminal.answer("yes", to: questions[4])
      #expect(try terminal.ending().code == 0)
      let written = try trading(home)
      #expect(written["max_order_notional"] as? String == "100")
      #expect(written["max_daily_notional"] as? String == "500.50")
      #expect(written["symbols"] == nil && written["confirm_above"] == nil, "\(written)")
    }

    @Test func `all and never leave their keys out, also by flags and where no file was`() throws {
      let home = try HomeFolder()
      // The first time there is no file, the second time one without these keys, the third one with them.
      for (symbols, above) in [("all", "never"), ("ALL", "Never"), ("BTCUSDT", "50"), ("all", "never")] {
        let program = try ProgramUnderTest(
          Programs.bulkhead,
          [
            "trading", "enable", "--symbols", symbols, "--max-order", "100", "--max-daily", "500",
            "--confirm-above", above, "--yes",
          ], environment: ["HOME": home.path])
        program.closeInput()
        #expect(try program.waitForExit() == 0, "\(program.errorText)")
        let written = try Self.trading(home)
        #expect(written.keys.contains("symbols") == (symbols == "BTCUSDT"), "\(written)")
        #expect(written.keys.contains("confirm_above") == (above == "50"), "\(written)")
      }
    }

    @Test(arguments: 0...4) func `the end of the input writes nothing`(answered: Int) throws {
      let home = try HomeFolder()
      let terminal = try Self.enable(home)
      for index in 0..<answered { try terminal.answer(Self.answers[index], to: Self.questions[index]) }
      try terminal.answer(nil, to: Self.questions[answered])
      let (code, screen) = try terminal.ending()
      #expect(code == 1 && screen.contains("nothing was written"), "\(screen)")
      #expect(screen.contains("bulkhead trading enable"), "\(screen)")
      #expect(home.files(below: "").isEmpty, "\(home.files(below: ""))")
    }

    @Test func `neither does a no, nor does it change the file that is there`() throws {
      let home = try HomeFolder()
      try FileManager.default.createDirectory(
        atPath: home.path(".config/bulkhead"), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
      let text = "{\"log_level\": \"debug\"}\n"
      try home.write(text, as: ".config/bulkhead/bulkhead.json")
      for word in ["n", "", "what?"] {
        let terminal = try Self.enable(home)
        for index in 0..<4 { try terminal.answer(Self.answers[index], to: Self.questions[index]) }
        try terminal.answer(word, to: Self.questions[4])
        let (code, screen) = try terminal.ending()
        #expect(code == 1 && screen.contains("nothing was written"), "\(screen)")
        #expect(try String(contentsOfFile: Self.file(home), encoding: .utf8) == text)
      }
    }
  }
}
