import Installation
import Testing

@testable import CommandLineInterface

@Suite struct `The words of install` {
  private struct Unexpected: Error {}

  private func options(_ line: String, _ variables: [String: String] = ["HOME": "/me"]) throws
    -> InstallOptions
  {
    let words = ["install"] + line.split(separator: " ").map { String($0) }
    guard case .install(let options) = try Invocation.parse(words, environment: { variables[$0] }) else {
      throw Unexpected()
    }
    return options
  }

  private func refusal(_ line: String) -> UsageFailure? {
    do {
      _ = try options(line)
      return nil
    } catch {
      return error as? UsageFailure
    }
  }

  @Test(arguments: ClientKind.allCases) func `name a client`(client: ClientKind) throws {
    let options = try options(client.rawValue)
    #expect(options.client == client && options.name == "bulkhead" && options.arguments == ["serve"])
    #expect(options.file == client.path { $0 == "HOME" ? "/me" : nil })
    #expect(!options.isRemoving && !options.isDryRun && !options.isAgreed)
  }

  @Test func `are passed on to the server as they are`() throws {
    let line =
      "cursor --paper --seed 7 --tools=-get_klines --call-timeout 2.5 --read-only --config /c.json "
      + "--state-folder /s --log-level debug --replay /r.jsonl"
    #expect(
      try options(line).arguments == [
        "serve", "--paper", "--tools=-get_klines", "--call-timeout", "2.5", "--log-level", "debug",
        "--config",
        "/c.json", "--read-only", "--state-folder", "/s", "--seed", "7", "--replay", "/r.jsonl",
      ])
    #expect(
      try options("zed --base-url https://a.example").arguments == [
        "serve", "--base-url", "https://a.example",
      ])
    // What the server is to use is not what happens to be set here.
    let set = ["HOME": "/me", "BINANCE_TESTNET": "true", "BINANCE_API_SECRET": "x"]
    #expect(try options("zed", set).arguments == ["serve"])
  }

  @Test func `are understood again by the server that the client starts`() throws {
    for line in [
      "cursor --paper --tools=-get_klines", "cursor --testnet --read-only", "cursor --seed 1 --paper",
    ] {
      let words = try options(line).arguments
      guard case .serve = try Invocation.parse(words, environment: { _ in nil }) else { throw Unexpected() }
    }
  }

  @Test(arguments: [
    ("", "install needs a client"), ("cursr", "cursor"), ("claude", "claude-"), ("vs-code", "vscode"),
    ("zde", "zed"), ("Claude-Dekstop", "claude-desktop"), ("cursor zed", "one word too many"),
    ("cursor --name", "--name needs a value"), ("cursor --name a/b", "letters"),
    ("cursor --remove --paper", "--remove"), ("cursor --dry-run --yes", "--dry-run"),
    ("cursor --paper --testnet", "two different"), ("cursor --tools get_tickr", "get_ticker"),
    ("cursor --config b.json", "relative"), ("cursor --seed 1", "--paper"), ("cursor --limit 3", "no flag"),
    ("cursor --transport stdio", "no flag"),
  ])
  func `that mean nothing are refused with what was meant`(line: String, hint: String) throws {
    let failure = try #require(refusal(line))
    #expect("\(failure)".contains(hint), "\(failure)")
  }

  @Test func `name another file and another name`() throws {
    let other = try options("vscode --file /p/.vscode/mcp.json --name two --yes")
    #expect(other.file == "/p/.vscode/mcp.json" && other.name == "two" && other.isAgreed)
    #expect(try options("vscode --file a.json").file?.hasPrefix("/") == true)
    #expect(try options("cursor", [:]).file == nil)
    #expect(try options("cursor", ["HOME": "relative"]).file == nil)
  }
}
