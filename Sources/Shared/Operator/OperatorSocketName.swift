internal import LinuxIO

/// The name of a control socket in `<state>/run`: whose it is, and of which process.
public struct OperatorSocketName: Sendable, Equatable {
  /// What answers behind a control socket.
  public enum Owner: String, Sendable, CaseIterable {
    /// `bulkhead serve`'s first process: `status` and `restart`.
    case launcher
    /// The trading worker: `status`, `orders`, `halt`, `resume`, `question`, `confirm`, `intent`, `settle`.
    case trading
  }

  /// The most names in the folder that are looked at.
  public static let countMax = 512

  /// The process.
  public let pid: Int32
  /// What answers.
  public let owner: Owner

  /// The socket of a process.
  public init(pid: Int32, owner: Owner) {
    self.pid = pid
    self.owner = owner
  }

  /// Reads a name; `nil` for everything that is not one, such as a file that somebody left there.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasSuffix(".sock"), let pid = Int32(parts[0]), pid > 0,
      String(pid) == parts[0], let owner = Owner(rawValue: String(parts[1].dropLast(5)))
    else { return nil }
    self.init(pid: pid, owner: owner)
  }

  /// The name as a file's, such as `4711-trading.sock`.
  public var text: String { "\(pid)-\(owner.rawValue).sock" }

  /// Every control socket in a folder, by pid.
  static func all(in folder: PrivateFolder) throws(SystemFailure) -> [OperatorSocketName] {
    try folder.names(countMax: countMax).compactMap { OperatorSocketName($0) }.sorted {
      ($0.pid, $0.owner.rawValue) < ($1.pid, $1.owner.rawValue)
    }
  }
}
