import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Configuration

@Suite(.onLoop) struct `Which keys there are` {
  private static let id = String(repeating: "aB1", count: 20)

  private func keys(
    _ environment: [String: String], pages: [String: KeyPage] = [:],
    _ configuration: Configuration = Configuration()
  ) throws(KeyFailure) -> NamedKeys {
    try KeyNaming(
      configuration: configuration, configurationPath: "/etc/bulkhead.json", pages: pages,
      environment: { environment[$0] }
    ).keys()
  }

  private func failure(
    _ environment: [String: String], pages: [String: KeyPage] = [:],
    _ configuration: Configuration = Configuration()
  ) -> KeyFailure? {
    do throws(KeyFailure) {
      _ = try keys(environment, pages: pages, configuration)
      return nil
    } catch {
      return error
    }
  }

  /// A page, by way of a variable that no other test uses.
  @LoopActor private func page() throws -> KeyPage {
    setenv("BULKHEAD_TEST_NAMING", "not-a-real-secret", 1)
    defer { unsetenv("BULKHEAD_TEST_NAMING") }
    return try #require(try KeyPage(copyingVariable: "BULKHEAD_TEST_NAMING"))
  }

  private func file(id: String? = nil, secret: String? = nil, passphrase: String? = nil) -> Configuration {
    var configuration = Configuration()
    configuration.tradingKey.id = id
    configuration.tradingKey.secretFile = secret
    configuration.tradingKey.passphraseFile = passphrase
    return configuration
  }

  @Test func `nothing names none, and empty variables are nothing`() throws {
    #expect(try keys([:]).isEmpty)
    #expect(try keys(["BINANCE_API_KEY": "", "BINANCE_API_SECRET_FILE": ""]).isEmpty)
  }

  @Test func `a file of the environment is named for each purpose`() throws {
    let found = try keys([
      "BINANCE_API_KEY": Self.id, "BINANCE_API_SECRET_FILE": "/k/trading",
      "BINANCE_API_PASSPHRASE_FILE": "/k/phrase", "BINANCE_READ_API_KEY": "r1",
      "BINANCE_READ_API_SECRET_FILE": "/k/read", "BINANCE_FUTURES_API_KEY": "f1",
      "BINANCE_FUTURES_API_SECRET_FILE": "/k/futures",
    ])
    #expect(
      found.trading
        == NamedKey(
          .trading, id: Self.id, place: .file("/k/trading"), passphraseFile: "/k/phrase", origin: ""))
    #expect(found.read == NamedKey(.read, id: "r1", place: .file("/k/read"), origin: ""))
    #expect(found.futures == NamedKey(.futures, id: "f1", place: .file("/k/futures"), origin: ""))
    #expect(found.trading?.shownID == "aB1aB1aB…")
    #expect(found.all.count == 3)
  }

  @Test @LoopActor func `a page is taken where the variable was`() throws {
    let page = try page()
    let found = try keys(["BINANCE_READ_API_KEY": "r1"], pages: ["BINANCE_READ_API_SECRET": page])
    #expect(found.read == NamedKey(.read, id: "r1", place: .page(page), origin: ""))
    #expect(found.read?.origin == "BINANCE_READ_API_SECRET")
    #expect(found.trading == nil)
  }

  @Test @LoopActor func `two secrets for one key are refused`() throws {
    let refused = failure(
      ["BINANCE_API_KEY": "a", "BINANCE_API_SECRET_FILE": "/k"], pages: ["BINANCE_API_SECRET": try page()])
    #expect(refused?.message.contains("both set") == true)
    let mixed = failure(
      [:], pages: ["BINANCE_API_SECRET": try page()], file(id: "a", secret: "/k/file"))
    #expect(mixed?.message.contains("two secrets") == true)
  }

  @Test @LoopActor func `half a key is refused and says what is missing`() throws {
    #expect(failure(["BINANCE_API_KEY": "a"])?.suggestion.contains("BINANCE_API_SECRET_FILE") == true)
    #expect(failure(["BINANCE_API_SECRET_FILE": "/k"])?.suggestion.contains("BINANCE_API_KEY") == true)
    #expect(
      failure([:], pages: ["BINANCE_READ_API_SECRET": try page()])?.suggestion
        .contains("BINANCE_READ_API_KEY") == true)
    #expect(failure([:], file(id: "a"))?.message.contains("keys.trading.id of /etc/bulkhead.json") == true)
    // The file's secret belongs to the file's id.
    #expect(failure(["BINANCE_API_KEY": "other"], file(id: "a", secret: "/k")) != nil)
  }

  @Test func `a futures key that stands alone is refused`() {
    let refused = failure(["BINANCE_FUTURES_API_KEY": "f", "BINANCE_FUTURES_API_SECRET_FILE": "/k"])
    #expect(refused?.message.contains("no trading key beside it") == true)
  }

  @Test func `the configuration file names a key, and the environment another`() throws {
    let named = file(id: "a", secret: "/k/file", passphrase: "/k/phrase")
    #expect(
      try keys([:], named).trading
        == NamedKey(.trading, id: "a", place: .file("/k/file"), passphraseFile: "/k/phrase", origin: ""))
    let other = try keys(["BINANCE_API_KEY": "b", "BINANCE_API_SECRET_FILE": "/k/b"], named).trading
    #expect(
      other == NamedKey(.trading, id: "b", place: .file("/k/b"), origin: ""), "its passphrase is not b's")
    let half = try keys(["BINANCE_API_KEY": "b"], file(secret: "/k/file")).trading
    #expect(half == NamedKey(.trading, id: "b", place: .file("/k/file"), origin: ""))
  }

  @Test func `systemd's credential is taken when no other secret is there`() throws {
    let folder = NSTemporaryDirectory() + "bulkhead-credentials-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    // What stays in the temporary folder is no failure of what is tested.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let environment = ["BINANCE_API_KEY": "a", "CREDENTIALS_DIRECTORY": folder]
    #expect(failure(environment) != nil)
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(folder)/binance_api_secret"))
    #expect(
      try keys(environment).trading
        == NamedKey(.trading, id: "a", place: .file("\(folder)/binance_api_secret"), origin: ""))
    let both = environment.merging(["BINANCE_API_SECRET_FILE": "/k"]) { $1 }
    #expect(try keys(both).trading == NamedKey(.trading, id: "a", place: .file("/k"), origin: ""))
  }

  @Test func `an id may lie in a file, so that a key can be changed while a server runs`() throws {
    let file = NSTemporaryDirectory() + "bulkhead-id-\(UUID().uuidString)"
    // What stays in the temporary folder is no failure of what is tested.
    defer { try? FileManager.default.removeItem(atPath: file) }
    let environment = ["BINANCE_API_KEY_FILE": file, "BINANCE_API_SECRET_FILE": "/k"]
    #expect(failure(environment)?.message.contains("cannot be read") == true)
    for id in ["first", "second"] {
      try Data("\(id)\n".utf8).write(to: URL(fileURLWithPath: file))
      #expect(try keys(environment).trading?.id == id)
    }
    #expect(failure(environment.merging(["BINANCE_API_KEY": "a"]) { $1 }) != nil)
  }

  @Test(arguments: ["a b", "a\r\nX-Header: 1", "-----BEGIN PRIVATE KEY-----", "schlüssel"])
  func `what is no id is refused and not shown`(id: String) throws {
    let refused = try #require(failure(["BINANCE_API_KEY": id, "BINANCE_API_SECRET_FILE": "/k"]))
    #expect(!refused.description.contains(id))
  }

  @Test(arguments: ["BINANCE_API_SECRET_FILE", "BINANCE_API_PASSPHRASE_FILE", "BINANCE_API_KEY_FILE"])
  func `a path that means another file elsewhere is refused`(variable: String) {
    var environment = ["BINANCE_API_KEY": "a", "BINANCE_API_SECRET_FILE": "/k"]
    environment[variable] = "~/key"
    #expect(failure(environment)?.message.contains("whole path") == true)
  }

  @Test func `secrets are wanted by commands that use keys, and never on paper`() {
    for command in ["serve", "call", "keys"] {
      #expect(SecretsWanted.names(for: [command, "x"]) == KeyPurpose.secretVariables)
      #expect(SecretsWanted.names(for: [command, "x", "--paper"]).isEmpty)
    }
    for command in ["tour", "help", "status", "internal-gateway", "--version", "SERVE"] {
      #expect(SecretsWanted.names(for: [command]).isEmpty)
    }
    #expect(SecretsWanted.names(for: []).isEmpty)
  }
}
