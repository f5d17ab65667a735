public import LinuxIO

/// Why the journal cannot be used. Trading stops then; reads and cancels go on.
public enum JournalFailure: Error, Sendable, Equatable {
  /// The folder or a file belongs to somebody else, or others may read or write it.
  case isOpenToOthers(path: String)
  /// Something in it is not as it was written: a flipped bit, a cut in the middle, a chain that does not
  /// hold.
  case damaged(file: String, offset: Int, reason: String)
  /// It was written by a later version.
  case unknownFormat(file: String, version: Int)
  /// The lock could not be had within its bounded wait.
  case busy
  /// A record over a bound, or one intent too many: nothing was written.
  case notRecordable(String)
  /// The kernel's reason: full disk, read-only folder, failing fdatasync.
  case system(SystemFailure)

  /// Whether the same may work a moment later.
  public var isPassing: Bool { self == .busy }
}

extension JournalFailure: CustomStringConvertible {
  /// The failure in words, for a log or a refusal: it names files of the state folder and holds no secret.
  public var description: String {
    switch self {
    case .isOpenToOthers(let path):
      "\(path) belongs to another user or is open to others; it has to be yours alone (folder 0700, file"
        + " 0600)"
    case .damaged(let file, let offset, let reason): "\(file) is damaged at byte \(offset): \(reason)"
    case .unknownFormat(let file, let version):
      "\(file) was written by a later version of bulkhead (format \(version))"
    case .busy: "another server held the journal's lock all the time"
    case .notRecordable(let reason): "not written: \(reason)"
    case .system(let failure): "\(failure)"
    }
  }
}
