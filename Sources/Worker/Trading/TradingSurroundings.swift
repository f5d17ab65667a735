internal import Exchange
internal import Journal
internal import LinuxIO
internal import Orders

/// What the trading worker stands on: disk, clock, chance, and the rules of orders. Tests put others in their
/// place.
struct TradingSurroundings {
  var clock: any TradingClock
  var halt: any HaltSwitch
  var drafting: any OrderDrafting
  /// Random bytes, for names.
  var randomBytes: (Int) -> [UInt8]
  /// Opens the journal of an account.
  var openJournal: @LoopActor (_ account: String) throws(JournalFailure) -> any Journaling
  /// Whether the operator's socket is opened.
  var listens = true

  init(
    clock: any TradingClock, halt: any HaltSwitch, drafting: any OrderDrafting,
    randomBytes: @escaping (Int) -> [UInt8],
    openJournal: @escaping @LoopActor (_ account: String) throws(JournalFailure) -> any Journaling
  ) {
    self.clock = clock
    self.halt = halt
    self.drafting = drafting
    self.randomBytes = randomBytes
    self.openJournal = openJournal
    listens = false
  }
}
