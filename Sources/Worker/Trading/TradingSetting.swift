package import Catalog
package import Configuration
package import Exchange
internal import LinuxIO
package import Values

/// What the trading worker is told when it starts; nothing in it is secret.
package struct TradingSetting {
  /// Which exchange.
  package var venue: Venue
  /// The state folder's absolute path, which all venues and accounts share.
  package var stateFolder: String
  /// The folder in it that this venue has: `live`, `testnet`, `custom-…` or `paper-…`.
  package var scope: String
  /// What the command line allows.
  package var mode: TradingMode
  /// Where the policy comes from, for texts; `nil` when there is no file.
  package var configurationFile: String?
  /// The trading key's id and kind, for people.
  package var keyID: String
  /// Such as `HMAC`.
  package var keyKind: String
  /// The product's version.
  package var version: String
  /// The launcher's process id, by which the operator finds this worker's socket.
  package var launcherPID: Int32
  /// Reads the policy out of the configuration file, with all checks of who could have written it. Asked once
  /// at each start, and only with `mode` `configured`.
  package var policy: @LoopActor () throws -> TradingPolicy
  /// Asks the exchange what the keys may do, and judges: warnings for people, or why a key is refused.
  package var inspect: @LoopActor (CallContext) async throws(ToolFailure) -> [String]

  #if DEBUG
    /// Told of each crash point as it is reached, for tests of what is left when a process ends there.
    package var reached: @LoopActor (CrashPoint) -> Void = { _ in }

    /// Has the process killed (SIGKILL) when it reaches a point.
    package mutating func die(at point: CrashPoint) {
      reached = { reached in
        guard reached == point else { return }
        do throws(SystemFailure) {
          try ForeignProcess.kill(CurrentProcess.pid)
        } catch {
          CurrentProcess.exit(.ownFault)
        }
      }
    }
  #endif

  /// A setting.
  package init(
    venue: Venue, stateFolder: String, scope: String, mode: TradingMode, configurationFile: String? = nil,
    keyID: String, keyKind: String, version: String, launcherPID: Int32,
    policy: @escaping @LoopActor () throws -> TradingPolicy,
    inspect: @escaping @LoopActor (CallContext) async throws(ToolFailure) -> [String]
  ) {
    self.venue = venue
    self.stateFolder = stateFolder
    self.scope = scope
    self.mode = mode
    self.configurationFile = configurationFile
    self.keyID = keyID
    self.keyKind = keyKind
    self.version = version
    self.launcherPID = launcherPID
    self.policy = policy
    self.inspect = inspect
  }

  /// Why nothing is placed whatever the configuration file says; `nil` when that is for the file to say.
  package var standingRefusal: ToolFailure? {
    switch mode {
    case .off:
      Self.refusal("trading is off", "The operator enables it with \"bulkhead trading enable\".")
    case .readOnly: Self.refusal("the server was started with --read-only", "Start it without --read-only.")
    case .paper where venue != .paper:
      Self.refusal(
        "trading without a configuration file is for the paper exchange only",
        "The operator enables trading with \"bulkhead trading enable\".")
    case .paper, .configured: nil
    }
  }

  /// A refusal of everything that changes something.
  static func refusal(_ message: String, _ step: String) -> ToolFailure {
    ToolFailure(
      kind: .policyRefused, message: "\(message); nothing is placed or cancelled", suggestion: step,
      details: [("limit", .string("trading.enabled"))])
  }
}
