import Foundation
import Testing

/// `bulkhead serve` as a user starts it for the live exchange or for the testnet, with three keys, on its way
/// to the exchange's own hosts; only that the way leads through two proxies of the test to a paper exchange.
///
/// Nothing of the product knows that: the configuration file names a proxy and a certificate, as in a
/// company's network, and the environment names another proxy, which may steer the market worker alone.
final class RecordedVenue {
  /// What is set where the workers' ways differ.
  enum Name: String, CaseIterable {
    case live
    case testnet

    var hosts: [String] {
      switch self {
      case .live: ["api.binance.com", "fapi.binance.com"]
      case .testnet: ["testnet.binance.vision", "testnet.binancefuture.com"]
      }
    }
  }

  let name: Name
  let paper: PaperUnderTest
  let home: HomeFolder
  let server: ServerUnderTest
  let recorder = RecordingProxy.Recorder()
  let environmentProxy: RecordingProxy
  let configurationProxy: RecordingProxy
  /// The keys by what they are for: `trading`, `read`, `futures`.
  let keys: [String: PaperUnderTest.Key]

  private static let balances = ["USDT=1000000", "BTC=10", "ETH=100", "BNB=100", "futures:USDT=1000000"]

  init(_ name: Name) throws {
    self.name = name
    paper = try PaperUnderTest(
      ["--listen", "127.0.0.1:0", "--order-limit", "5000", "--weight-limit", "1000000"]
        + Self.balances.flatMap { ["--balance", $0] })
    home = try HomeFolder()
    let keys = paper.keys
    let spot = keys.filter { $0.rights.contains("spot") }
    self.keys = [
      "trading": try #require(spot.first { $0.kind == "hmac" }),
      "read": try #require(keys.first { $0.rights == ["read"] }),
      "futures": try #require(spot.first { $0.kind == "ed25519" }),
    ]
    let authority = try ThrowAwayAuthority(for: name.hosts, in: home)
    environmentProxy = try RecordingProxy(
      .environment, for: name.hosts, authority, exchangePort: paper.port, recorder)
    configurationProxy = try RecordingProxy(
      .configuration, for: name.hosts, authority, exchangePort: paper.port, recorder)
    var environment = [
      "HOME": home.path, "STATE_DIRECTORY": home.path("state"),
      // Of these the market worker alone may take notice.
      "HTTPS_PROXY": environmentProxy.url, "https_proxy": environmentProxy.url,
    ]
    if name == .testnet { environment["BINANCE_TESTNET"] = "true" }
    let variables = [
      "trading": "BINANCE_API", "read": "BINANCE_READ_API", "futures": "BINANCE_FUTURES_API",
    ]
    for (purpose, variable) in variables {
      let key = try #require(self.keys[purpose])
      environment["\(variable)_KEY"] = key.id
      environment["\(variable)_SECRET_FILE"] = try home.write(
        String(contentsOfFile: key.secretFile, encoding: .utf8), as: "\(purpose).key")
    }
    let file = try home.write(
      """
      {"proxy": "\(configurationProxy.url)", "certificate_file": "\(authority.certificateFile)",
       "trading": {"enabled": true, "futures": true}}
      """, as: "bulkhead.json")
    server = try ServerUnderTest(["--config", file, "--tools", "all"], environment: environment)
  }

  /// What a key id that stands in a request is for; nil for a stranger's.
  func purpose(ofKey id: String) -> String? { keys.first { $0.value.id == id }?.key }

  /// Waits until all workers have asked what they ask by themselves.
  func waitUntilReady() throws {
    try server.waitUntilOpen()
    guard name == .live else { return }
    try server.wait(for: "what the exchange says of each key") {
      let asked = recorder.requests.filter { $0.path == "/sapi/v1/account/apiRestrictions" }
      return Set(asked.compactMap(\.keyID)) == Set(keys.values.map(\.id))
    }
  }

  func finish() throws {
    #expect(try server.finish() == 0)
    #expect(environmentProxy.troubles.isEmpty && configurationProxy.troubles.isEmpty)
    environmentProxy.stop()
    configurationProxy.stop()
    #expect(try paper.finish() == 0)
  }
}
