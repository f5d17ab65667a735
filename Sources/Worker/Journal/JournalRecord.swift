public import Values

/// One thing that happened, as the journal keeps it. The journal is the audit trail too: nothing is ever
/// changed or taken out of it, and no secret is in it.
///
/// The large ones lie by themselves, since a record is handed on a dozen times on its way to the file.
public enum JournalRecord: Sendable, Equatable {
  /// A server began to use the journal.
  indirect case opened(Opening)
  /// Something is about to be done, and nothing of it has been sent.
  indirect case intent(Intent)
  /// It is about to be sent with this timestamp; from here on it may stand at the exchange.
  case sent(id: String, timestampMilliseconds: Int, recvWindowMilliseconds: Int)
  /// The exchange did it. `report` is what the client was told: JSON, bounded.
  case acknowledged(id: String, atMilliseconds: Int, report: String)
  /// The exchange refused it, so it does not exist.
  case rejected(id: String, atMilliseconds: Int, code: Int, reason: String)
  /// It was certainly not sent.
  case unsent(id: String, atMilliseconds: Int, reason: String)
  /// What became of it is not known.
  case unknown(id: String, atMilliseconds: Int, reason: String)
  /// Asked afterwards, the exchange says that it was done.
  case settledPlaced(id: String, atMilliseconds: Int, report: String)
  /// Asked afterwards, the exchange says that it was not done, and it cannot appear any more.
  case settledNotPlaced(id: String, atMilliseconds: Int)
  /// An outcome of an intent was handed to the client, or could not be.
  case answered(id: String, atMilliseconds: Int, wasDelivered: Bool)
  /// A request that moves money or takes an order back, in full: one for an intent stands right behind it,
  /// cancels, settings and test orders have one before they are sent and one for what became of them. Or a
  /// person's word that no request went with. Reads of an account are not written down.
  indirect case audited(AuditEntry)
  /// The policy that holds from here on.
  case policy(atMilliseconds: Int, text: String)
  /// Trading was halted or let go on, by whom.
  case halted(Bool, atMilliseconds: Int, by: String)
  /// The first record of a file that continues another: what is still needed of the files before.
  indirect case checkpoint(Checkpoint)

  /// A server's beginning.
  public struct Opening: Sendable, Equatable {
    /// The life's number, random.
    public let instance: UInt64
    /// The product's version.
    public let version: String
    /// `live`, `testnet`, `paper` or `custom`.
    public let venue: String
    /// The account at the exchange.
    public let account: String
    /// Wall clock, milliseconds since 1970.
    public let atMilliseconds: Int

    /// A beginning.
    public init(instance: UInt64, version: String, venue: String, account: String, atMilliseconds: Int) {
      self.instance = instance
      self.version = version
      self.venue = venue
      self.account = account
      self.atMilliseconds = atMilliseconds
    }
  }

  /// A request, or a person's word.
  public struct AuditEntry: Sendable, Equatable {
    /// Which life of which server.
    public let instance: UInt64
    /// Milliseconds since 1970.
    public let atMilliseconds: Int
    /// Whose call.
    public let principal: String
    /// The tool.
    public let tool: String
    /// Method and path.
    public let request: String
    /// Its parameters without signature and key, at most 1,024 bytes.
    public let parameters: String
    /// `sent` or `intended`, then `ok`, or the failure's type and code; or what a person said.
    public let result: String

    /// In the place of method and path, where a person said something.
    public static let noRequest = "no request to the exchange"

    /// An entry.
    public init(
      instance: UInt64, atMilliseconds: Int, principal: String, tool: String, request: String,
      parameters: String, result: String
    ) {
      self.instance = instance
      self.atMilliseconds = atMilliseconds
      self.principal = principal
      self.tool = tool
      self.request = request
      self.parameters = parameters
      self.result = result
    }
  }

  /// What later decisions need of the files before: open intents, the day's counters, recent ids.
  public struct Checkpoint: Sendable, Equatable {
    /// Entries that are still needed.
    public let entries: [IntentEntry]
    /// Worth of the intents of each exchange day that still counts, in the policy's quote.
    public let dailyNotional: [DailyNotional]
    /// The latest exchange time of the files before.
    public let latestTimeMilliseconds: Int
    /// The policy that holds, if one was recorded.
    public let policy: String?
    /// Who halted trading, while it is halted as far as the journal knows.
    public let haltedBy: String?

    /// One day's sum.
    public struct DailyNotional: Sendable, Equatable {
      /// Days since 1970 of exchange time.
      public let day: Int
      /// The asset that it is counted in.
      public let quote: String
      /// The sum.
      public let notional: ExactDecimal

      /// A day's sum.
      public init(day: Int, quote: String, notional: ExactDecimal) {
        self.day = day
        self.quote = quote
        self.notional = notional
      }
    }

    /// A checkpoint.
    public init(
      entries: [IntentEntry], dailyNotional: [DailyNotional], latestTimeMilliseconds: Int = 0,
      policy: String? = nil, haltedBy: String? = nil
    ) {
      self.policy = policy
      self.haltedBy = haltedBy
      self.entries = entries
      self.dailyNotional = dailyNotional
      self.latestTimeMilliseconds = latestTimeMilliseconds
    }
  }
}
