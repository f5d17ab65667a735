import Catalog
import Configuration
import Foundation
import LinuxIO
import Log
import TestSupport
import Testing
import Values
import Wire

@testable import Launcher

@Suite(.onLoop) struct `The operator at the launcher's socket` {
  @LoopActor private func launcher(_ keys: NamedKeys = NamedKeys()) -> Launcher {
    var configuration = LauncherConfiguration(venue: .live)
    configuration.keys = keys
    let launcher = Launcher(
      configuration, programFolder: "/nonexistent", logger: Logger(process: "test", level: .error))
    launcher.slots = configuration.roles.map { WorkerSlot(role: $0, retriesForEver: $0 == .market) }
    return launcher
  }

  private static var keys: NamedKeys {
    var keys = NamedKeys()
    keys.trading = NamedKey(
      .trading, id: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", place: .file("/k"), origin: "BINANCE_API_SECRET_FILE")
    return keys
  }

  @Test @LoopActor func `is told what runs, and of keys only what may be seen`() throws {
    let launcher = launcher(Self.keys)
    launcher.slots[1].supervision.start(at: 0)
    _ = launcher.slots[1].supervision.end(.unusable(cause: "its key was refused"), at: 1, jitter: 0)
    guard case .answer(let json) = launcher.answer(.status) else {
      Issue.record("no answer")
      return
    }
    let root = try JSONDocument(json).root
    #expect(root["pid"]?.integer == Int(getpid()))
    #expect(root["venue"]?.string == "live")
    #expect(root["trading"]?.string == "off")
    let roles = try #require(root["roles"]).elements.map { $0 }
    #expect(roles.map { $0["role"]?.string } == ["market", "trading"])
    #expect(roles[0]["state"]?.string == "waiting" && roles[0]["generation"]?.integer == 0)
    #expect(roles[1]["state"]?.string == "stopped")
    #expect(roles[1]["cause"]?.string == "its key was refused")
    #expect(roles[1]["restarts"]?.integer == 1)
    let text = String(decoding: json, as: UTF8.self)
    #expect(text.contains("ABCDEFGH…") && !text.contains("ABCDEFGHI"))
  }

  @Test @LoopActor func `is told where clients connect to, when they do that`() throws {
    for (tellsOldStream, path) in [(false, "/mcp"), (true, "/sse")] {
      var configuration = LauncherConfiguration(venue: .paper)
      var network = LauncherConfiguration.Network(address: "127.0.0.1", port: 0)
      network.tellsOldStream = tellsOldStream
      configuration.network = network
      let launcher = Launcher(
        configuration, programFolder: "/nonexistent", logger: Logger(process: "test", level: .error))
      try #require(launcher.listens(network))
      let port = try #require(launcher.listening?.port)
      guard case .answer(let json) = launcher.answer(.status) else {
        Issue.record("no answer")
        return
      }
      let root = try JSONDocument(json).root
      #expect(root["listens_at"]?.string == "http://127.0.0.1:\(port)\(path)")
    }
    guard case .answer(let json) = launcher().answer(.status) else {
      Issue.record("no answer")
      return
    }
    #expect(try JSONDocument(json).root["listens_at"] == nil, "nobody connects to a server on stdio")
  }

  @Test @LoopActor func `restarts a role that was given up, and only one that there is`() {
    let launcher = launcher(Self.keys)
    launcher.slots[1].supervision.start(at: 0)
    _ = launcher.slots[1].supervision.end(.unusable(cause: "refused"), at: 1, jitter: 0)
    guard case .done = launcher.answer(.restart(.trading)) else {
      Issue.record("it was refused")
      return
    }
    #expect(launcher.slots[1].supervision.state == .resting)
    guard case .refused(let reason) = launcher.answer(.restart(.account)) else {
      Issue.record("there is no account worker")
      return
    }
    #expect(reason.contains("market, trading"))
  }

  @Test @LoopActor func `is sent on with what the trading worker answers`() {
    let launcher = launcher()
    for request: OperatorRequest in [
      .orders(countMax: 5), .halt(reason: "x"), .resume, .confirm(id: "a", digest: "b"),
      .decline(id: "a", digest: "b"), .question(id: "a"),
    ] {
      guard case .refused = launcher.answer(request) else {
        Issue.record("\(request) was answered")
        continue
      }
    }
  }

  @Test @LoopActor func `finds the keys anew before a worker is restarted`() {
    var configuration = LauncherConfiguration(venue: .live)
    configuration.keys = Self.keys
    var changed = Self.keys
    changed.trading = NamedKey(.trading, id: "NEW", place: .file("/new"), origin: "keys.trading")
    configuration.findAgain = { [changed] () throws(KeyFailure) in .init(keys: changed, tradingMode: .off) }
    let launcher = Launcher(
      configuration, programFolder: "/nonexistent", logger: Logger(process: "test", level: .error))
    launcher.slots = configuration.roles.map { WorkerSlot(role: $0, retriesForEver: false) }
    _ = launcher.answer(.restart(.market))
    #expect(launcher.keys.trading?.id == Self.keys.trading?.id, "the market worker has no key")
    _ = launcher.answer(.restart(.trading))
    #expect(launcher.keys.trading?.id == "NEW")
  }

  @Test @LoopActor func `keeps the keys that it has when the new ones are wrong`() {
    var configuration = LauncherConfiguration(venue: .live)
    configuration.keys = Self.keys
    configuration.findAgain = { () throws(KeyFailure) in throw KeyFailure("no", suggestion: "mend") }
    let launcher = Launcher(
      configuration, programFolder: "/nonexistent", logger: Logger(process: "test", level: .error))
    #expect(!launcher.lookAgain() && launcher.keys == Self.keys)
  }

  @Test @LoopActor func `has workers come and go with their keys, and trading with the file`() {
    var configuration = LauncherConfiguration(venue: .live)
    let found = Box(LauncherConfiguration.Found(keys: NamedKeys(), tradingMode: .off))
    configuration.findAgain = { () throws(KeyFailure) in found.value }
    let launcher = Launcher(
      configuration, programFolder: "/nonexistent", logger: Logger(process: "test", level: .error))
    launcher.slots = configuration.roles.map { WorkerSlot(role: $0, retriesForEver: true) }
    func expect(_ roles: [Role], _ slots: [Role], mayTrade: Bool, changes: Bool) {
      #expect(launcher.lookAgain() == changes)
      #expect(launcher.offer.roles == roles && launcher.offer.mayTrade == mayTrade)
      #expect(launcher.slots.map(\.role) == slots)
    }
    expect([.market], [.market], mayTrade: false, changes: false)
    found.value.keys = Self.keys
    expect([.market, .trading], [.market, .trading], mayTrade: false, changes: true)
    #expect(launcher.offer.accountRole == .trading)
    found.value.tradingMode = .configured
    expect([.market, .trading], [.market, .trading], mayTrade: true, changes: true)
    expect([.market, .trading], [.market, .trading], mayTrade: true, changes: false)
    found.value.keys.read = NamedKey(.read, id: "R", place: .file("/r"), origin: "keys.read")
    expect([.market, .account, .trading], [.market, .trading, .account], mayTrade: true, changes: true)
    #expect(launcher.offer.accountRole == .account)
    found.value = .init(keys: NamedKeys(), tradingMode: .off)
    expect([.market], [.market, .trading, .account], mayTrade: false, changes: true)
    #expect(launcher.keys.isEmpty)
  }

  /// What the operator's file says, as a test changes it; used on the loop's one thread.
  private final class Box: @unchecked Sendable {
    var value: LauncherConfiguration.Found

    init(_ value: LauncherConfiguration.Found) { self.value = value }
  }
}
