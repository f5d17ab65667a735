import Catalog
import LinuxIO
import Testing

@testable import CommandLineInterface

@Suite struct `The help` {
  @Test func `names every command, flag, variable and exit code`() {
    let text = HelpText.text(.overview)
    let words = text.split { " \n".contains($0) }.joined(separator: " ")
    for command in CommandName.allCases { #expect(text.contains("  \(command.synopsis)\n")) }
    for flag in CommandName.serve.flags { #expect(text.contains("  \(flag.rawValue)")) }
    for variable in ["BINANCE_TESTNET", "BINANCE_BASE_URL", "BINANCE_FUTURES_BASE_URL"] {
      #expect(text.contains(variable))
    }
    for code in ExitCode.allCases {
      #expect(text.contains("  \(code.rawValue) "))
      #expect(words.contains(code.meaning), "\(code)")
    }
    #expect(text.contains("Examples"))
  }

  @Test func `of everything has each flag of a server under the commands that take it`() {
    var takers: Set<String> = []
    var count = 0
    for line in HelpText.text(.overview).split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split { " ,".contains($0) }.map { String($0) }
      if !line.hasPrefix(" ") { takers = [] }
      if line.hasPrefix("Options of ") { takers = Set(words).intersection(["serve", "call", "tour"]) }
      guard !takers.isEmpty, line.hasPrefix("  --"), let flag = Flag(rawValue: words[0]) else { continue }
      count += 1
      let own = [CommandName.serve, .call, .tour].filter { flag.commands.contains($0) }.map(\.rawValue)
      #expect(takers == Set(own), "\(flag.rawValue)")
    }
    #expect(count == CommandName.serve.flags.count)
  }

  @Test(arguments: CommandName.allCases)
  func `of a command names its flags and no others`(_ command: CommandName) {
    let text = HelpText.text(.command(command))
    #expect(text.hasPrefix("Usage: bulkhead \(command.synopsis)\n"))
    for flag in Flag.allCases where flag != .json || command != .call {
      let isListed = text.contains("\n  \(flag.rawValue)")
      #expect(isListed == command.flags.contains(flag), "\(flag.rawValue)")
    }
  }

  @Test func `of a tool names its arguments, and its example is understood`() throws {
    for tool in Catalog.tools {
      let text = HelpText.text(.tool(tool.name))
      for parameter in tool.parameters { #expect(text.contains("\n  \(parameter.name)")) }
      let line = try #require(text.split(separator: "\n").last { $0.hasPrefix("Try: bulkhead ") })
      let words = line.dropFirst("Try: bulkhead ".count).split(separator: " ").map { String($0) }
      #expect(throws: Never.self) { try Invocation.parse(words) { _ in nil } }
    }
  }

  @Test func `fits a terminal of 80 columns, ends its lines and holds nothing invisible`() {
    let topics: [HelpTopic] =
      [.overview] + CommandName.allCases.map { .command($0) } + Catalog.tools.map { .tool($0.name) }
    for topic in topics {
      let text = HelpText.text(topic)
      #expect(text.hasSuffix("\n"))
      #expect(!text.contains("\u{1b}"))
      // A word that is longer than a line, such as an example in JSON, is not cut.
      for line in text.split(separator: "\n") where line.contains(" ") {
        #expect(line.count <= 90, "\(line)")
      }
    }
  }

  @Test func `shows examples that are understood`() throws {
    let text = CommandName.allCases.map { HelpText.text(.command($0)) }.joined() + HelpText.text(.overview)
    let examples = text.split(separator: "\n").filter { $0.hasPrefix("  bulkhead ") }
    #expect(examples.count >= 5)
    for example in examples {
      let words = example.split(separator: " ").dropFirst().map { String($0) }
      #expect(throws: Never.self, "\(example)") { try Invocation.parse(words) { _ in nil } }
    }
  }

  @Test func `names the version`() {
    #expect(HelpText.version("1.2.3") == "bulkhead 1.2.3\n")
  }
}
