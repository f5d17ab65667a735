/// Where a journal lies, whose it is, and its measures.
public struct JournalSetting: Sendable {
  /// The state folder's path. It must exist; what lies in it is made.
  public var stateFolder: String
  /// `live`, `testnet`, `paper-…` or `custom-…`: a folder in it.
  public var scope: String
  /// The account at the exchange: a folder in that.
  public var account: String
  /// `live`, `testnet`, `paper` or `custom`.
  public var venue: String
  /// The product's version.
  public var version: String
  /// How many bytes are written to one file before another is begun.
  public var fileByteCount = 64 * 1024 * 1024
  /// How many records may come between two heads in the system's log.
  public var headInterval = 256
  /// Where the system's log listens; `nil` for a journal whose heads go nowhere.
  public var systemLogPath: String? = "/dev/log"

  /// A setting. The heads of paper trading go nowhere: a game is no business of the machine's log.
  public init(stateFolder: String, scope: String, account: String, venue: String, version: String) {
    self.stateFolder = stateFolder
    self.scope = scope
    self.account = account
    self.venue = venue
    self.version = version
    if venue == "paper" { systemLogPath = nil }
  }

  /// Whether a text can be the name of a folder of ours: letters, digits, `-`, `_` and `.`, not at the
  /// beginning.
  static func isFolderName(_ text: String) -> Bool {
    (1...RecordBounds.nameByteCountMax).contains(text.utf8.count) && !text.hasPrefix(".")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}
