internal import LinuxIO
internal import Signing

/// What `audit verify` and `audit show` are asked.
struct AuditArguments: Equatable {
  /// Which of the two.
  enum Action: String, Equatable {
    /// Is it as it was written?
    case verify
    /// What is in it?
    case show
  }

  /// Why a command line cannot be understood.
  struct Failure: Error, Equatable {
    let text: String
  }

  static let usage = """
    bulkhead audit verify [OPTIONS]   is the journal as it was written?
    bulkhead audit show [OPTIONS]     what is in it?

      --state-folder PATH  where the state lies; if not given, as the server finds it
      --scope SCOPE        only this: live, testnet, custom-…, paper-…
      --account ID         only this account
    verify:
      --head HEX           a head of the chain that was kept elsewhere (64 digits): it has to be on the chain
      --system-log FILE    where the system's log says what it was told, - for standard input; if not given,
                           the usual files in /var/log, as far as they can be read
    show:
      --since TIME         2026-05-28, 2026-05-28T12:00:30 (UTC), 90m, 24h or 7d
      --limit N            so many of the latest records, 100 if not given, 100000 at most
      --json               one JSON object a line

    Exit status: 0 good; 1 not good, or it cannot be read; 64 usage.

    """
  static let limitMax = 100_000

  var action: Action
  var stateFolder: String?
  var scope: String?
  var account: String?
  var head: [UInt8]?
  var systemLog: String?
  var sinceMilliseconds: Int?
  var limit = 100
  var isJSON = false

  init(_ arguments: [String], nowMilliseconds: Int) throws(Failure) {
    guard let action = arguments.first.flatMap(Action.init(rawValue:)) else {
      throw Failure(text: "audit takes verify or show")
    }
    self.action = action
    var rest = arguments.dropFirst()
    while let name = rest.popFirst() {
      if name == "--json", action == .show {
        isJSON = true
        continue
      }
      guard let value = rest.popFirst() else {
        throw Failure(text: "\(Shown.text(name)) is unknown, or lacks a value")
      }
      try take(name, value, nowMilliseconds)
    }
  }

  private mutating func take(_ name: String, _ value: String, _ now: Int) throws(Failure) {
    func refused(_ wanted: String) -> Failure {
      Failure(text: "\(name) takes \(wanted), not \"\(Shown.text(value))\"")
    }
    switch (name, action) {
    case ("--state-folder", _): stateFolder = value
    case ("--scope", _):
      guard JournalSetting.isFolderName(value) else { throw refused("a name such as testnet") }
      scope = value
    case ("--account", _):
      guard JournalSetting.isFolderName(value) else { throw refused("the number of an account") }
      account = value
    case ("--head", .verify):
      guard let head = Hexadecimal.decode(value), head.count == SHA256.byteCount else {
        throw refused("64 hexadecimal digits")
      }
      self.head = head
    case ("--system-log", .verify): systemLog = value
    case ("--since", .show):
      guard let since = UTCTime.read(value, nowMilliseconds: now) else {
        throw refused("a time such as 2026-05-28, 2026-05-28T12:00:30 or 24h")
      }
      sinceMilliseconds = since
    case ("--limit", .show):
      guard let limit = Int(value), (1...Self.limitMax).contains(limit) else {
        throw refused("1 to \(Self.limitMax)")
      }
      self.limit = limit
    default: throw Failure(text: "audit \(action.rawValue) has no \(Shown.text(name))")
    }
  }

  /// Where the state lies, by the rule of every other command; `nil` when the environment does not say.
  static func stateFolder(_ environment: (String) -> String?) -> String? {
    func value(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    // systemd gives several of them behind each other; ours is the first.
    if let folders = value("STATE_DIRECTORY") {
      return folders.split(separator: ":").first.map { String($0) }
    }
    if let state = value("XDG_STATE_HOME") { return state + "/bulkhead" }
    return value("HOME").map { $0 + "/.local/state/bulkhead" }
  }
}
