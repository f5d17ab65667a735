import Catalog
import Configuration
import Foundation
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Launcher

@Suite(.onLoop) struct `What a worker is started with` {
  private static let state = WorkerCommand.State(folder: "/s", scope: "live")

  private func keys(
    trading: NamedKey.Place? = nil, read: NamedKey.Place? = nil, futures: NamedKey.Place? = nil
  ) -> NamedKeys {
    var keys = NamedKeys()
    keys.trading = trading.map {
      NamedKey(.trading, id: "t1", place: $0, passphraseFile: "/phrase", origin: "")
    }
    keys.read = read.map { NamedKey(.read, id: "r1", place: $0, origin: "") }
    keys.futures = futures.map { NamedKey(.futures, id: "f1", place: $0, origin: "") }
    return keys
  }

  private func command(
    _ role: Role, _ keys: NamedKeys, change: (inout LauncherConfiguration) -> Void = { _ in }
  ) -> WorkerCommand {
    var configuration = LauncherConfiguration(venue: .live)
    configuration.keys = keys
    change(&configuration)
    return WorkerCommand(
      role, generation: 3, configuration, keys: keys, spotURL: nil, futuresURL: nil, state: Self.state)
  }

  private func value(_ name: String, in command: WorkerCommand) -> String? {
    command.arguments.firstIndex(of: name).map { command.arguments[$0 + 1] }
  }

  @LoopActor private func page() throws -> KeyPage {
    setenv("BULKHEAD_TEST_COMMAND", "not-a-real-secret", 1)
    defer { unsetenv("BULKHEAD_TEST_COMMAND") }
    return try #require(try KeyPage(copyingVariable: "BULKHEAD_TEST_COMMAND"))
  }

  @Test func `the market worker gets no key, no state and no policy`() {
    let command = command(.market, keys(trading: .file("/t"), read: .file("/r"))) {
      $0.configurationPath = "/c"
      $0.certificateFile = "/ca"
    }
    for name in ["--key-id", "--key-file", "--state-folder", "--trading", "--config", "--serves-account"] {
      #expect(value(name, in: command) == nil, "\(name)")
    }
    #expect(command.pages.isEmpty)
    #expect(value("--generation", in: command) == "3")
    #expect(value("--ca-file", in: command) == "/ca")
  }

  @Test func `the account worker gets the key that reads and no other`() {
    let command = command(.account, keys(trading: .file("/t"), read: .file("/r")))
    #expect(value("--key-id", in: command) == "r1")
    #expect(value("--key-file", in: command) == "/r")
    #expect(!command.arguments.contains("/t") && !command.arguments.contains("t1"))
    #expect(value("--trading", in: command) == nil)
  }

  @Test func `the trading worker gets its keys, the state folder and what is allowed`() {
    let command = command(.trading, keys(trading: .file("/t"), read: .file("/r"), futures: .file("/f"))) {
      $0.configurationPath = "/c"
      $0.tradingMode = .configured
    }
    for (name, expected) in [
      ("--key-id", "t1"), ("--key-file", "/t"), ("--passphrase-file", "/phrase"), ("--futures-key-id", "f1"),
      ("--futures-key-file", "/f"), ("--trading", "configured"), ("--config", "/c"),
      ("--state-folder", "/s"), ("--scope", "live"),
    ] { #expect(value(name, in: command) == expected, "\(name)") }
    #expect(value("--serves-account", in: command) == nil)
    #expect(!command.arguments.contains("/r"))
  }

  @Test func `the trading worker answers for the account only where no other key does`() {
    #expect(value("--serves-account", in: command(.trading, keys(trading: .file("/t")))) == "yes")
  }

  @Test @LoopActor func `pages become descriptors 5 and 6, whichever there are`() throws {
    let (one, two) = (try page(), try page())
    let both = command(.trading, keys(trading: .page(one), futures: .page(two)))
    #expect(value("--key-descriptor", in: both) == "5")
    #expect(value("--futures-key-descriptor", in: both) == "6")
    #expect(both.pages.map { $0 === one } == [true, false] && both.pages[1] === two)
    let second = command(.trading, keys(trading: .file("/t"), futures: .page(two)))
    #expect(second.pages.count == 2 && second.pages[0] == nil && second.pages[1] === two)
    let read = command(.account, keys(trading: .page(one), read: .page(two)))
    #expect(read.pages.count == 1 && read.pages[0] === two)
  }

  @Test func `proxies and certificates of the environment and of flags steer no worker with a key`() {
    let environment = [
      "https_proxy": "http://p", "ALL_PROXY": "http://p", "SSL_CERT_FILE": "/x", "SSL_CERT_DIR": "/x",
      "TZ": "UTC", "LD_PRELOAD": "/x", "OPENSSL_CONF": "/x", "BINANCE_API_KEY": "t1",
    ]
    let keyed = ChildEnvironment.make(reachesNetwork: false) { environment[$0] }
    let always = ["HOME=/nonexistent", "SWIFT_BACKTRACE=enable=no", "GNUTLS_NO_IMPLICIT_INIT=1"]
    #expect(keyed == always + ["TZ=UTC"])
    let proxied = ChildEnvironment.make(reachesNetwork: false, proxy: "http://own:8080") { environment[$0] }
    #expect(Set(proxied).subtracting(keyed) == ["all_proxy=http://own:8080"])
    let market = ChildEnvironment.make(reachesNetwork: true) { environment[$0] }
    #expect(market.contains("https_proxy=http://p") && market.contains("SSL_CERT_FILE=/x"))
    #expect(!market.contains { $0.hasPrefix("LD_") || $0.hasPrefix("OPENSSL") || $0.hasPrefix("BINANCE") })
    let flagged = command(.trading, keys(trading: .file("/t"))) { $0.certificateFile = "/flag" }
    #expect(value("--ca-file", in: flagged) == nil)
    let filed = command(.trading, keys(trading: .file("/t"))) { $0.keyedNetwork.certificateFile = "/file" }
    #expect(value("--ca-file", in: filed) == "/file")
  }

  @Test func `there is a worker for each key, and one of each with a paper exchange`() {
    var configuration = LauncherConfiguration(venue: .live)
    #expect(configuration.roles == [.market] && configuration.accountRole == .account)
    configuration.keys = keys(read: .file("/r"))
    #expect(configuration.roles == [.market, .account] && configuration.accountRole == .account)
    configuration.keys = keys(trading: .file("/t"))
    #expect(configuration.roles == [.market, .trading] && configuration.accountRole == .trading)
    configuration.keys = keys(trading: .file("/t"), read: .file("/r"))
    #expect(configuration.roles == [.market, .account, .trading] && configuration.accountRole == .account)
    configuration.keys = NamedKeys()
    configuration.paperArguments = []
    #expect(configuration.roles == [.market, .account, .trading])
  }
}
