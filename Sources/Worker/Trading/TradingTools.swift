internal import Answers
package import Catalog
internal import Configuration
package import Exchange
internal import Journal
package import LinuxIO
internal import Log
internal import Operator
internal import Orders
internal import Values
internal import Wire

/// Everything that the trading worker answers: orders, cancels, settings, the state of trading, and the tools
/// of the account when no other worker has a key for them.
@LoopActor
package final class TradingTools: ToolAnswering {
  /// Whether orders are taken.
  enum Readiness {
    /// Not yet; what is waited for.
    case starting(String)
    /// They are.
    case open(OrderEngine)
    /// They are not, and why.
    case shut(ToolFailure)
  }

  let setting: TradingSetting
  let exchange: any ExchangeWriting
  let surroundings: TradingSurroundings
  let desk: ConfirmationDesk
  let logger: Logger
  /// The longest that an order waits for the first try to open trading.
  static let firstTryNanosecondsMax: UInt64 = 5_000_000_000
  private static let lookMilliseconds = 10

  private let account: (any ToolAnswering)?
  /// Whether nobody has tried yet to open trading, or the first try runs.
  var isInFirstTry = true
  var readiness = Readiness.starting("the exchange has not been asked yet")
  /// What was found at the start that people should know.
  var warnings: [String] = []
  /// What holds; nothing is allowed before it was read.
  var policy = TradingPolicy()
  /// The account's number at the exchange, once it is known.
  var accountNumber: String?
  var ledger: IntentLedger?
  var settlement: Settlement?
  /// Why nothing is placed in this life, whatever the exchange says; `nil` when the policy allows something.
  var refusal: ToolFailure?
  /// What touched the account before there was a journal to write it into.
  var heldAudits: [JournalRecord.AuditEntry] = []
  /// True once nothing more is to be done in the background.
  var isStopped = false
  /// Where the operator is heard.
  var listener: OperatorListener?
  /// Told when orders, limits or the halt are not as they were.
  var changeObserver: () -> Void = {}

  init(
    _ setting: TradingSetting, exchange: any ExchangeWriting, account: (any ToolAnswering)?, logger: Logger,
    surroundings: TradingSurroundings
  ) {
    self.setting = setting
    self.exchange = exchange
    self.account = account
    self.logger = logger
    self.surroundings = surroundings
    desk = ConfirmationDesk(clock: surroundings.clock, randomBytes: surroundings.randomBytes)
  }

  /// Has `observer` told when orders, limits or the halt are not as they were.
  package func whenChanged(_ observer: @escaping @LoopActor () -> Void) {
    changeObserver = observer
  }

  /// Runs one call.
  package func run(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<[UInt8], ToolFailure>) -> Void
  ) {
    if tool.role == .account {
      guard let account else { return whenDone(.failure(Self.notServed(tool))) }
      return account.run(tool, arguments, for: call, whenDone)
    }
    switch (tool.name, tool.effect) {
    case ("trading_status", _):
      whenDone(.success(statusAnswer(recentCount: arguments.integer("recent") ?? 0)))
    case ("set_leverage", _) where call.reply != nil:
      // Nobody is ever asked about it, so no state was given out for it.
      whenDone(.failure(TradingFailure.forgedState))
    case ("set_leverage", _), ("test_order", _), (_, .cancels):
      onLoop { [self] in whenDone(await perform(tool, arguments, for: call)) }
    case (_, .movesMoney):
      onLoop { [self] in
        if isInFirstTry { await waitForFirstTry(for: call) }
        guard case .open(let engine) = readiness else { return whenDone(.failure(notOpen)) }
        let outcome = await engine.place(tool, arguments, for: call)
        whenDone(outcome.result)
        engine.answered(outcome, for: call)
      }
    default: whenDone(.failure(Self.notServed(tool)))
    }
  }

  /// An order that comes right after the start waits until trading has opened, or could not be opened once: a
  /// client that starts the server for one call would be refused otherwise.
  private func waitForFirstTry(for call: CallContext) async {
    let end = min(
      call.deadlineNanoseconds, surroundings.clock.nanoseconds &+ Self.firstTryNanosecondsMax)
    while isInFirstTry, !call.isCancelled, surroundings.clock.nanoseconds < end {
      await surroundings.clock.sleep(milliseconds: Self.lookMilliseconds)
    }
  }

  /// Why no orders are taken now.
  var notOpen: ToolFailure {
    switch readiness {
    case .starting(let what): TradingFailure.starting(what)
    case .shut(let failure): failure
    case .open: TradingFailure.starting("the start is being finished")
    }
  }

  /// Whether the command line forbids everything that changes something.
  var isReadOnly: Bool { setting.mode == .off || setting.mode == .readOnly }

  /// Told when nobody is there any more who takes answers.
  package func clientIsGone() {
    if case .open(let engine) = readiness { engine.clientIsGone() }
  }

  private static func notServed(_ tool: Tool) -> ToolFailure {
    ToolFailure(kind: .internalError, message: "the trading worker does not answer \(tool.name)")
  }
}
