import Catalog
import Foundation
import LinuxIO
import TestSupport
import Testing
import Values
import Wire

@testable import CommandLineInterface
@testable import Operator

@Suite(.onLoop, .serialized) struct `The operator's commands` {
  /// A state folder that is gone when the test is over.
  private final class State {
    let path = FileManager.default.temporaryDirectory.path + "/bulkhead-state-\(UUID().uuidString)"

    func make() throws {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }

    var haltText: String? {
      // Absence is what some tests look for.
      try? String(contentsOfFile: path + "/halt", encoding: .utf8)
    }

    deinit {
      // A folder left behind in the temporary folder is no failure of the product.
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  private static func options(_ line: String, _ state: State) throws -> OperatorOptions {
    let words = line.split(separator: " ").map { String($0) } + ["--state-folder", state.path]
    guard case .operate(let options) = try Invocation.parse(words, environment: { _ in nil }) else {
      throw Unexpected()
    }
    return options
  }

  private struct Unexpected: Error {}

  @LoopActor private static func server(
    _ state: State, _ owner: OperatorSocketName.Owner, handle: @escaping OperatorListener.Handle
  ) throws -> OperatorListener {
    try OperatorListener(
      folder: state.path + "/run", name: OperatorSocketName(pid: CurrentProcess.pid, owner: owner).text,
      handle: handle)
  }

  @Test @LoopActor func `halt works when no server has ever run`() async throws {
    let state = State()
    #expect(await OperatorCommand.run(try Self.options("halt the market is odd", state)) == .success)
    #expect(state.haltText == "the market is odd\n")
    let attributes = try FileManager.default.attributesOfItem(atPath: state.path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
    #expect(HaltedState(stateFolder: state.path).because == "the market is odd")
    // Again is no error, and resume takes it away.
    #expect(await OperatorCommand.run(try Self.options("halt", state)) == .success)
    #expect(state.haltText == "the market is odd\n")
    #expect(await OperatorCommand.run(try Self.options("resume", state)) == .success)
    #expect(state.haltText == nil && HaltedState(stateFolder: state.path).because == nil)
  }

  @Test @LoopActor func `halt stands when a server refuses, and tells those with a trading key`() async throws
  {
    let state = State()
    try state.make()
    var heard: [OperatorRequest] = []
    let trading = try Self.server(state, .trading) { request in
      heard.append(request)
      return .refused(reason: "no")
    }
    let launcher = try Self.server(state, .launcher) { request in
      heard.append(request)
      return .done(message: "")
    }
    defer {
      trading.close()
      launcher.close()
    }
    #expect(await OperatorCommand.run(try Self.options("halt rain", state)) == .success)
    #expect(heard == [.halt(reason: "rain")])
    #expect(state.haltText == "rain\n")
    // A resume that a server does not follow is not a success.
    #expect(await OperatorCommand.run(try Self.options("resume", state)) == .commandFailed)
    #expect(heard.last == .resume)
  }

  @Test @LoopActor func `halt says so when it could stop nobody`() async throws {
    let state = State()
    try Data().write(to: URL(fileURLWithPath: state.path))
    #expect(await OperatorCommand.run(try Self.options("halt", state)) == .configuration)
    #expect(HaltedState(stateFolder: state.path).because != nil)
  }

  @Test @LoopActor
  func `halt with a configuration file that cannot be read halts the usual place, and says so`()
    async throws
  {
    let state = State()
    let words = ["halt", "--config", "/nowhere/x.json"]
    let settings = GivenSettings { $0 == "XDG_STATE_HOME" ? state.path : nil }
    var warnings: [String] = []
    guard
      case .operate(let options) = try Invocation.read(
        words, settings: settings, warn: { warnings.append($0) })
    else { throw Unexpected() }
    #expect(warnings.contains { $0.contains("/nowhere") } && options.isFolderUncertain)
    #expect(await OperatorCommand.run(options) == .configuration)
    #expect(FileManager.default.fileExists(atPath: state.path + "/bulkhead/halt"))
    // Where a flag names the folder nothing is uncertain; and no other command goes on.
    guard
      case .operate(let named) = try Invocation.read(
        words + ["--state-folder", state.path], settings: settings, warn: { _ in })
    else { throw Unexpected() }
    #expect(!named.isFolderUncertain)
    for command in ["resume", "status", "serve", "orders"] {
      #expect(throws: Invocation.Failure.self) {
        try Invocation.read([command, "--config", "/nowhere/x.json"], settings: settings, warn: { _ in })
      }
    }
  }

  @Test @LoopActor func `resume and the others say when nobody is there`() async throws {
    let state = State()
    for line in ["resume", "orders", "restart market"] {
      #expect(await OperatorCommand.run(try Self.options(line, state)) == .commandFailed, "\(line)")
    }
    #expect(await OperatorCommand.run(try Self.options("status", state)) == .success)
  }

  @Test @LoopActor func `restart is the launcher's, orders are the trading worker's`() async throws {
    let state = State()
    try state.make()
    var heard: [String] = []
    let launcher = try Self.server(state, .launcher) { request in
      heard.append("launcher \(request)")
      return .done(message: "the trading worker starts anew")
    }
    let trading = try Self.server(state, .trading) { request in
      heard.append("trading \(request)")
      return .answer(json: Array(#"{"orders":[{"symbol":"BTCUSDT","state":"placed"}],"count":1}"#.utf8))
    }
    defer {
      launcher.close()
      trading.close()
    }
    #expect(await OperatorCommand.run(try Self.options("restart trading", state)) == .success)
    #expect(await OperatorCommand.run(try Self.options("orders --limit 3", state)) == .success)
    #expect(heard == ["launcher restart(trading)", "trading orders(countMax: 3)"])
    #expect(await OperatorCommand.run(try Self.options("status", state)) == .success)
    #expect(heard.count == 4)
  }

  @Test @LoopActor func `status fails when a server does not answer well`() async throws {
    let state = State()
    try state.make()
    let launcher = try Self.server(state, .launcher) { _ in .answer(json: Array("not json".utf8)) }
    let trading = try Self.server(state, .trading) { _ in .refused(reason: "not now") }
    defer { launcher.close() }
    #expect(await OperatorCommand.run(try Self.options("status", state)) == .commandFailed)
    trading.close()
  }

  @Test @LoopActor func `confirm is nothing for a program`() async throws {
    let state = State()
    try state.make()
    var heard = 0
    let trading = try Self.server(state, .trading) { _ in
      heard += 1
      return .done(message: "")
    }
    defer { trading.close() }
    // No terminal stands behind a test; nobody is asked, and no server hears of it.
    try #require(!Terminal.isThere)
    #expect(await OperatorCommand.run(try Self.options("confirm 7f3a9c21", state)) == .usage)
    #expect(heard == 0)
  }

  @Test @LoopActor func `settle asks who knows the order, and tells that server alone`() async throws {
    let state = State()
    try state.make()
    var heard: [OperatorRequest] = []
    let trading = try Self.server(state, .trading) { request in
      heard.append(request)
      guard case .intent(let id) = request else { return .done(message: "settled") }
      let isKnown = id == "bh-1"
      return .answer(
        json: Array(#"{"order":{"symbol":"BTCUSDT"},"can_be_settled":\#(isKnown),"why_not":"no"}"#.utf8))
    }
    defer { trading.close() }
    try #require(!Terminal.isThere)
    // Neither a terminal nor a flag: nobody hears of it.
    #expect(await OperatorCommand.run(try Self.options("settle bh-1 placed", state)) == .usage)
    #expect(heard.isEmpty)
    #expect(await OperatorCommand.run(try Self.options("settle bh-2 placed --yes", state)) == .commandFailed)
    #expect(heard == [.intent(id: "bh-2")])
    #expect(await OperatorCommand.run(try Self.options("settle bh-1 placed --yes", state)) == .success)
    #expect(heard.dropFirst() == [.intent(id: "bh-1"), .settle(id: "bh-1", wasPlaced: true)])
    #expect(
      try Self.options("settle bh-1 not-placed", state).request == .settle(id: "bh-1", wasPlaced: false))
  }

  @Test func `are read from the command line`() throws {
    let state = State()
    #expect(try Self.options("orders", state).request == .orders(countMax: 20))
    #expect(try Self.options("orders --limit 500", state).request == .orders(countMax: 500))
    #expect(try Self.options("restart account", state).request == .restart(.account))
    #expect(try Self.options("confirm a-B_9", state).request == .confirm(id: "a-B_9"))
    #expect(try Self.options("halt", state).request == .halt(reason: "asked for with bulkhead halt"))
    #expect(try Self.options("halt two words --json", state).request == .halt(reason: "two words"))
    #expect(try Self.options("halt x --json", state).isJSON)
    let long = [String](repeating: "word", count: 60).joined(separator: " ")
    #expect(throws: UsageFailure.self) { try Self.options("halt \(long)", state) }
    guard case .halt(let reason) = try Self.options("halt \u{1b}[2J", state).request else {
      throw Unexpected()
    }
    #expect(!reason.contains("\u{1b}"))
  }
}
