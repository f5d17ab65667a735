public import LinuxIO

/// Why the journal cannot be used. Trading stops then; reads and cancels go on.
public enum JournalFailure: Error, Sendable, Equatable {
  /// The folder or a file belongs to somebody else, or others may read or write it.
  case isOpenToOthers(path: String)
  /// Something in it is not as it was written: a flipped bit, a cut in the middle, a chain that does not hold.
  case damaged(file: String, offset: Int, reason: String)
  /// It was written by a later version.
  case unknownFormat(file: String, version: Int)
  /// The lock could not be had within its bounded wait.
  case busy
  /// The kernel's reason: full disk, read-only folder, failing fdatasync.
  case system(SystemFailure)
}
