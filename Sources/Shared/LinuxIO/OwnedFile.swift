internal import CLinux
internal import Glibc

/// A regular file of mode 0600 that belongs to this user, in an `OwnedFolder`: read and written at places
/// that the caller names, by several processes that take its lock in turn.
public final class OwnedFile {
  /// Which file it is.
  public let identity: FileIdentity
  private let descriptor: OwnedDescriptor

  init(_ descriptor: consuming OwnedDescriptor, reader: OwnedFolder.Reader) throws(PrivateFailure) {
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0 else { throw .system(SystemFailure(call: "fstat")) }
    try Self.check(status, kind: S_IFREG, reader: reader)
    identity = Self.identity(status)
    self.descriptor = descriptor
  }

  static func identity(_ status: stat) -> FileIdentity {
    FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  static func check(_ status: stat, kind: mode_t, reader: OwnedFolder.Reader) throws(PrivateFailure) {
    guard status.st_mode & S_IFMT == kind else { throw .wrongKind }
    let user = geteuid()
    guard status.st_uid == user || (reader == .ownerOrRoot && user == 0) else { throw .foreignOwner }
    guard status.st_mode & 0o077 == 0 else { throw .openToOthers(mode: Int(status.st_mode & 0o777)) }
  }

  /// Bytes in it now.
  public func byteCount() throws(SystemFailure) -> Int {
    var status = stat()
    let number = descriptor.number
    try SystemCall.checked("fstat") { unsafe fstat(number, &status) }
    return Int(status.st_size)
  }

  /// Reads at a place.
  ///
  /// - Returns: at most `count` bytes; less at the end.
  public func read(at offset: Int, count: Int) throws(SystemFailure) -> [UInt8] {
    var failure: SystemFailure?
    let number = descriptor.number
    let bytes = [UInt8](capacity: count) { output in
      while !output.isFull {
        do throws(SystemFailure) {
          let isAtEnd = try unsafe output.withUnsafeMutableBufferPointer {
            buffer, filled throws(SystemFailure) in
            guard let start = buffer.baseAddress else { return true }
            let (from, room) = (filled, buffer.count - filled)
            let got = try SystemCall.checked("pread") {
              unsafe Glibc.pread(number, start + from, room, offset + from)
            }
            filled += got
            return got == 0
          }
          if isAtEnd { return }
        } catch {
          failure = error
          return
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Writes at a place, in one call.
  ///
  /// - Returns: how many of the bytes the kernel took; less than all when the disk is full.
  public func write(_ bytes: [UInt8], at offset: Int) throws(SystemFailure) -> Int {
    let number = descriptor.number
    return try SystemCall.checked("write") {
      unsafe bytes.withUnsafeBytes { unsafe Glibc.pwrite(number, $0.baseAddress, $0.count, offset) }
    }
  }

  /// Forgets everything behind `byteCount` bytes.
  public func cut(to byteCount: Int) throws(SystemFailure) {
    let number = descriptor.number
    try SystemCall.checked("ftruncate") { Glibc.ftruncate(number, byteCount) }
  }

  /// Waits until the disk has what was written (fdatasync(2)).
  ///
  /// A failure is told once: the kernel has dropped what it could not write, and the next call would succeed.
  /// So nobody may call it again in the hope of that.
  public func syncContent() throws(SystemFailure) {
    let number = descriptor.number
    try SystemCall.checked("fdatasync") { Glibc.fdatasync(number) }
  }

  /// Takes the file's lock (flock(2)), which no other descriptor can hold at the same time, in this process
  /// or another. It goes with the descriptor.
  ///
  /// Whoever holds it does so for one look and one write to the disk, so this asks again and again and lets
  /// other threads run in between (sched_yield(2)); sleeping in between would take longer than most waits.
  ///
  /// - Parameter milliseconds: how long it may take; 0 asks once. It is the caller's thread that waits.
  /// - Returns: false when somebody else had it all the time.
  public func lock(withinMilliseconds milliseconds: Int) throws(SystemFailure) -> Bool {
    let number = descriptor.number
    let deadline = EventLoop.now + UInt64(milliseconds) * 1_000_000
    while true {
      do throws(SystemFailure) {
        try SystemCall.checked("flock") { bulkhead_lock(number) }
        return true
      } catch {
        guard error.number == EWOULDBLOCK else { throw error }
      }
      if milliseconds == 0 || EventLoop.now >= deadline { return false }
      sched_yield()
    }
  }

  /// Gives the lock back. That cannot fail for a descriptor that is open.
  public func unlock() {
    _ = bulkhead_unlock(descriptor.number)
  }
}
