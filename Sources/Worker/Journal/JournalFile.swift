package import LinuxIO

/// A file of a journal's folder, as the journal uses it.
///
/// A protocol, so that each of these calls can fail in a test.
package protocol JournalFile: AnyObject {
  /// Which file it is.
  var identity: FileIdentity { get }
  /// Bytes in it now.
  func byteCount() throws(SystemFailure) -> Int
  /// Reads at a place, less than `count` bytes only at the end.
  func read(at offset: Int, count: Int) throws(SystemFailure) -> [UInt8]
  /// Writes at a place in one call; says how many bytes were taken.
  func write(_ bytes: [UInt8], at offset: Int) throws(SystemFailure) -> Int
  /// Forgets everything behind so many bytes.
  func cut(to byteCount: Int) throws(SystemFailure)
  /// Waits until the disk has what was written.
  func syncContent() throws(SystemFailure)
  /// Takes the file's lock; false when somebody else had it all the time.
  func lock(withinMilliseconds milliseconds: Int) throws(SystemFailure) -> Bool
  /// Gives the lock back.
  func unlock()
}

extension OwnedFile: JournalFile {}
