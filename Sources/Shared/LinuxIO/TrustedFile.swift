internal import CLinux
internal import Glibc

/// A file that says what is allowed: only its owner and root can have written it.
public enum TrustedFile {
  /// Reads a file with all checks of `TrustedPath`, and those of the file itself on the open descriptor: what
  /// is judged is what is read.
  ///
  /// A pipe or a device is refused without being opened for long: it would make whoever reads it wait.
  ///
  /// - Parameters:
  ///   - path: absolute.
  ///   - trusted: a folder above it that is taken for trustworthy, with all above that; for tests.
  public static func read(
    _ path: String, byteCountMax: Int, trusting trusted: String = "/"
  ) throws(TrustFailure) -> [UInt8] {
    let way = try TrustedPath.walked(path, trusting: trusted)
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let opened = unsafe openat(way.folder.number, way.name, flags)
    guard opened >= 0 else {
      // A socket (open(2), ENXIO).
      if errno == ENXIO { throw TrustFailure(way.filePath, .notAFile) }
      throw TrustFailure(way.filePath, .system(SystemFailure(call: "open")))
    }
    let file = OwnedDescriptor(owning: opened)
    let byteCount = try TrustedPath.judge(file.number, way.filePath, isFolder: false)
    guard byteCount <= byteCountMax else {
      throw TrustFailure(way.filePath, .tooLong(byteCountMax: byteCountMax))
    }
    do throws(SystemFailure) {
      // One more than there may be, for a file that grows meanwhile.
      let bytes = try read(file.number, byteCountMax: byteCountMax + 1)
      guard bytes.count > byteCountMax else { return bytes }
    } catch {
      throw TrustFailure(way.filePath, .system(error))
    }
    throw TrustFailure(way.filePath, .tooLong(byteCountMax: byteCountMax))
  }

  /// Puts a file of mode 0600 into the place of the one of that name: at every moment there is the old one
  /// or the new one, whole, and the new one is on the disk when this returns.
  ///
  /// Missing folders are made, with mode 0700. A link at the end of the path stays, and what it leads to is
  /// replaced.
  ///
  /// - Returns: the path that was written, links resolved.
  @discardableResult
  public static func replace(
    _ path: String, _ bytes: [UInt8], trusting trusted: String = "/"
  ) throws(TrustFailure) -> String {
    let way = try TrustedPath.walked(path, trusting: trusted, making: true)
    let parent = way.folder.number
    let next = ".\(way.name).\(CurrentProcess.pid)"
    do throws(SystemFailure) {
      // The way's descriptor is for looking up only; this one can be synced.
      let folder = OwnedDescriptor(
        owning: try SystemCall.checked("open") {
          unsafe openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        })
      let number = folder.number
      unsafe unlinkat(number, next, 0)
      do throws(SystemFailure) {
        try write(bytes, next, in: number)
        try SystemCall.checked("rename") { unsafe renameat(number, next, number, way.name) }
        try SystemCall.checked("fsync") { fsync(number) }
      } catch {
        unsafe unlinkat(number, next, 0)
        throw error
      }
    } catch {
      throw TrustFailure(way.filePath, .system(error))
    }
    return way.filePath
  }

  /// Changes a file, or makes it: under a lock (flock(2)) on its folder, so that two programs that do the
  /// same at once do not undo each other's change.
  ///
  /// - Parameter body: gets what the file holds, `nil` when it is not there, and gives what it is to hold;
  ///   `nil` to leave it.
  /// - Throws: EWOULDBLOCK when the lock was not to be had within `changeMilliseconds`.
  public static func change(
    _ path: String, byteCountMax: Int, trusting trusted: String = "/", _ body: ([UInt8]?) -> [UInt8]?
  ) throws(TrustFailure) {
    let way = try TrustedPath.walked(path, trusting: trusted, making: true)
    let parent = way.folder.number
    let opened = unsafe openat(parent, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { throw TrustFailure(way.filePath, .system(SystemFailure(call: "open"))) }
    let folder = OwnedDescriptor(owning: opened)
    do throws(SystemFailure) {
      try lock(folder.number)
    } catch {
      throw TrustFailure(way.filePath, .system(error))
    }
    var bytes: [UInt8]?
    do throws(TrustFailure) {
      bytes = try read(path, byteCountMax: byteCountMax, trusting: trusted)
    } catch {
      guard error.isAbsence else { throw error }
    }
    // The lock goes with the descriptor.
    if let changed = body(bytes) { try replace(path, changed, trusting: trusted) }
    withExtendedLifetime(folder) {}
  }

  /// How long a change waits for another one, in milliseconds.
  static let changeMilliseconds = 5_000

  private static func lock(_ number: Int32) throws(SystemFailure) {
    let deadline = EventLoop.now + UInt64(changeMilliseconds) * 1_000_000
    while true {
      do throws(SystemFailure) {
        try SystemCall.checked("flock") { bulkhead_lock(number) }
        return
      } catch {
        guard error.number == EWOULDBLOCK, EventLoop.now < deadline else { throw error }
      }
      usleep(10_000)
    }
  }

  private static func read(_ number: Int32, byteCountMax: Int) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: min(byteCountMax, 64 * 1024))
    while bytes.count < byteCountMax {
      let count = try SystemCall.checked("read") {
        unsafe block.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
      }
      if count == 0 { break }
      bytes += block[..<min(count, byteCountMax - bytes.count)]
    }
    return bytes
  }

  private static func write(_ bytes: [UInt8], _ name: String, in folder: Int32) throws(SystemFailure) {
    let file = OwnedDescriptor(
      owning: try SystemCall.checked("open") {
        unsafe openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      })
    let number = file.number
    var written = 0
    while written < bytes.count {
      let from = written
      written += try SystemCall.checked("write") {
        unsafe bytes.withUnsafeBytes { all in
          guard let base = all.baseAddress else { return 0 }
          return unsafe Glibc.write(number, base + from, all.count - from)
        }
      }
    }
    try SystemCall.checked("fsync") { fsync(number) }
  }
}
