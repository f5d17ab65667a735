import Catalog
import Configuration
import Exchange
import Journal
import LinuxIO
import Values

@testable import Log
@testable import Trading

/// One life of a trading worker, on a journal and an exchange that outlive it.
@LoopActor
final class TradingLife {
  let tools: TradingTools
  let line: ExchangeLine
  let drafting = PlainDrafting()
  private let shelf: JournalShelf
  private let clock: SteppedClock
  private var journal: ShelfJournal?
  private let instance: UInt64
  private(set) var isDead = false
  /// Whether its journal can still be used.
  var isJournalShut: Bool { journal?.failure != nil }
  /// Calls that wait for an answer; told that none comes when this life ends.
  private var waiting: [Int: (Result<[UInt8], ToolFailure>?) -> Void] = [:]
  private var nextNumber = 0
  /// The state of the last question.
  private(set) var lastState = ""
  /// Called at each crash point; true has the process die there.
  var diesAt: (CrashPoint) -> Bool = { _ in false }

  init(
    instance: UInt64, shelf: JournalShelf, model: ModelExchange, halt: SwitchUnderTest,
    policy: TradingPolicy, venue: Venue = .paper, mode: TradingMode = .configured
  ) {
    let line = ExchangeLine(model)
    self.line = line
    self.shelf = shelf
    self.instance = instance
    clock = model.clock
    var setting = TradingSetting(
      venue: venue, stateFolder: "/nonexistent", scope: "paper-1", mode: mode, keyID: "id", keyKind: "HMAC",
      version: "1", launcherPID: 1, policy: { policy }, inspect: { _ in [] })
    let box = LifeBox()
    setting.reached = { point in box.life?.reached(point) }
    var random = UInt64(instance)
    let surroundings = TradingSurroundings(
      clock: clock, halt: halt, drafting: drafting,
      randomBytes: { count in
        (0..<count).map { _ in
          random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return UInt8(truncatingIfNeeded: random >> 40)
        }
      },
      openJournal: { [clock] _ in
        let journal = ShelfJournal(shelf, instance: instance, clock: clock)
        box.life?.journal = journal
        return journal
      })
    tools = TradingTools(
      setting, exchange: line, account: nil, logger: Self.silence,
      surroundings: surroundings)
    box.life = self
  }

  var isOpen: Bool {
    if case .open = tools.readiness { true } else { false }
  }

  private func reached(_ point: CrashPoint) {
    if !isDead, diesAt(point) { die() }
  }

  /// Has the next wait for the disk fail.
  func failNextSync() { journal?.failsNextSync = true }

  /// Ends at once, as a process that is killed does.
  func die() {
    isDead = true
    line.isDead = true
    journal?.isDead = true
    shelf.close(instance: instance)
    tools.stop()
    // In their order: a seed has to give the same run again.
    let left = waiting.sorted { $0.key < $1.key }
    waiting.removeAll()
    for (_, whenDone) in left { whenDone(nil) }
  }

  /// Makes a call; `nil` when the process ends before there is an answer.
  func call(
    _ name: String, _ arguments: String, principal: String = "stdio", timeoutMilliseconds: Int = 10_000,
    context: CallContext? = nil, intended: (@LoopActor (String) -> Void)? = nil,
    confirm: (@LoopActor (String, String) -> Confirmation)? = nil, reply: HeldReply? = nil
  ) async -> Result<[UInt8], ToolFailure>? {
    if isDead { return nil }
    let tool = Self.tool(name)
    let checked: CheckedArguments
    do {
      checked = try ArgumentCheck.check(JSONDocument(Array(arguments.utf8)).root, of: tool)
    } catch {
      preconditionFailure("a test asks wrongly: \(error)")
    }
    var voice = CallVoice()
    voice.intend = intended
    if let confirm {
      voice.confirm = { [self] id, message, state, answer in
        lastState = state
        answer(confirm(id, message))
      }
    }
    let context =
      context
      ?? CallContext(
        callID: 1, deadlineNanoseconds: clock.nanoseconds + UInt64(timeoutMilliseconds) * 1_000_000,
        sendCountMax: 12, principal: principal, voice: voice, reply: reply)
    nextNumber += 1
    let number = nextNumber
    return await withCheckedContinuation { continuation in
      waiting[number] = { continuation.resume(returning: $0) }
      tools.run(tool, checked, for: context) { [self] result in
        clock.note()
        waiting.removeValue(forKey: number)?(result)
      }
    }
  }

  /// What is logged in thousands of runs is nobody's to read.
  private static let silence = Logger(
    process: "test", level: .error, budget: LineBudget(burstCountMax: 1, countPerSecond: 1), now: { 0 },
    write: { _ in })

  static func tool(_ name: String) -> Tool {
    guard let tool = Catalog.tool(named: name) else { preconditionFailure("no tool \(name)") }
    return tool
  }
}
