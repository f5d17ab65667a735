/// What the command line asks for.
struct PaperOptions: Sendable {
  /// A recording to play back.
  struct Replay: Sendable {
    /// Of a recording that does not name its symbol.
    var symbol: String?
    /// A file, or `-` for standard input.
    var path: String
  }

  var host = "127.0.0.1"
  var port = 0
  var seed: UInt64 = 1
  /// Request weight that an address may use in a minute; `nil`: what each interface of the exchange allows.
  var weightLimit: Int?
  /// Orders that an account may place in ten seconds; `nil`: what each interface of the exchange allows.
  var orderLimit: Int?
  var replays: [Replay] = []
  /// How many times faster than recorded; `nil` jumps to the end.
  var replaySpeed: Int? = 1
  /// The folder that accounts and orders are kept in; `nil` keeps them in memory only.
  var dataFolder: String?
  /// Bytes that the log in it may have before no further command is taken.
  var dataByteCountMax = 1_024 << 20
  /// How many times faster than the wall clock the exchange's runs.
  var timeSpeed = 1
  /// Off loopback everybody in reach could use up the weight and read the market; harmless, but nobody should
  /// do it unaware.
  var allowsRemote = false
  var ignoresStandardInput = false
  /// Whether it goes on when the process that started it is gone. A test that is killed must leave nothing
  /// behind, so that is not the usual.
  var ignoresParent = false
  /// Whether faults can be asked for, on a port of their own.
  var hasFaults = false
  /// Where the keys lie; `nil` for a temporary folder.
  var keyFolder: String?
  /// What accounts begin with; `nil` for the usual.
  var balances: [StartingBalance]?

  /// Whether `host` can be reached from this machine only.
  var isLoopback: Bool { host == "::1" || host.hasPrefix("127.") }
  /// Whether a recording comes on standard input, which then cannot say when to end.
  var readsStandardInput: Bool { replays.contains { $0.path == "-" } }
}
