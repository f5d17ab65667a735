internal import CLinux
internal import Glibc

/// A file that only grows, in a folder of its own: for what must be there again after a crash.
///
/// One process at a time (flock(2)); nobody else can read it (folder 0700, file 0600), and no link leads
/// elsewhere (O_NOFOLLOW). What `append` has taken survives the end of this process, however it ends; what
/// was there at the last `sync` survives a power failure as well.
public final class LogFile {
  /// Why a file cannot be used.
  public enum Failure: Error, Equatable {
    /// The folder or the file belongs to somebody else, or others may enter or read it.
    case isOpenToOthers
    /// Something of that name is there, and it is not a regular file.
    case notAFile
    /// Another process has it.
    case inUse
    /// The kernel's reason. ENOTDIR or ELOOP: the folder is something else, or a link.
    case system(SystemFailure)
  }

  /// Bytes in it.
  public private(set) var byteCount: Int
  private let folder: OwnedDescriptor
  private let file: OwnedDescriptor

  /// Opens the folder and the file, and makes what is missing of them.
  ///
  /// - Parameters:
  ///   - folder: the path of the folder, whose parent must exist.
  ///   - name: of the file in it, without a slash.
  public init(folder path: String, name: String) throws(Failure) {
    folder = try Self.openedFolder(path)
    file = try Self.openedFile(name, in: folder.number)
    byteCount = try Self.checkedByteCount(file.number, S_IFREG)
    _ = try Self.checkedByteCount(folder.number, S_IFDIR)
    do throws(SystemFailure) {
      let number = file.number
      try SystemCall.checked("flock") { bulkhead_lock(number) }
    } catch {
      throw error.number == EWOULDBLOCK ? .inUse : .system(error)
    }
    // Another process may have written until it gave the lock up.
    byteCount = try Self.checkedByteCount(file.number, S_IFREG)
  }

  private static func openedFolder(_ path: String) throws(Failure) -> OwnedDescriptor {
    do throws(SystemFailure) {
      if unsafe mkdir(path, 0o700) != 0, errno != EEXIST { throw SystemFailure(call: "mkdir") }
      return OwnedDescriptor(
        owning: try SystemCall.checked("open") {
          unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        })
    } catch {
      throw .system(error)
    }
  }

  private static func openedFile(_ name: String, in folder: Int32) throws(Failure) -> OwnedDescriptor {
    let flags = O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC
    do throws(SystemFailure) {
      return OwnedDescriptor(
        owning: try SystemCall.checked("openat") { unsafe Glibc.openat(folder, name, flags, 0o600) })
    } catch {
      throw .system(error)
    }
  }

  /// Looks at kind, owner and mode.
  private static func checkedByteCount(_ number: Int32, _ kind: mode_t) throws(Failure) -> Int {
    var status = stat()
    do throws(SystemFailure) {
      try SystemCall.checked("fstat") { unsafe fstat(number, &status) }
    } catch {
      throw .system(error)
    }
    guard status.st_mode & S_IFMT == kind else { throw .notAFile }
    guard status.st_uid == geteuid(), status.st_mode & 0o077 == 0 else { throw .isOpenToOthers }
    return Int(status.st_size)
  }

  /// Reads at a place, without waiting for anything but the disk.
  ///
  /// - Returns: at most `count` bytes; none at the end.
  public func read(at offset: Int, count: Int) throws(SystemFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let number = file.number
    let got = try SystemCall.checked("pread") {
      unsafe bytes.withUnsafeMutableBytes { unsafe Glibc.pread(number, $0.baseAddress, $0.count, offset) }
    }
    bytes.removeLast(count - got)
    return bytes
  }

  /// Writes at the end, in one call.
  ///
  /// - Throws: also when the kernel took only a part (ENOSPC); that part is taken back if that is possible.
  public func append(_ bytes: [UInt8]) throws(SystemFailure) {
    let number = file.number
    let count = try SystemCall.checked("write") {
      unsafe bytes.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
    }
    guard count == bytes.count else {
      try cut(to: byteCount)
      throw SystemFailure(call: "write", number: ENOSPC)
    }
    byteCount += count
  }

  /// Forgets everything behind `byteCount` bytes.
  public func cut(to byteCount: Int) throws(SystemFailure) {
    let number = file.number
    try SystemCall.checked("ftruncate") { Glibc.ftruncate(number, byteCount) }
    self.byteCount = byteCount
  }

  /// Waits until the disk has everything (fdatasync(2)).
  public func sync() throws(SystemFailure) {
    let number = file.number
    try SystemCall.checked("fdatasync") { Glibc.fdatasync(number) }
  }

  /// Waits until the disk has the file's name as well (fsync(2) of the folder), after it was made.
  public func syncName() throws(SystemFailure) {
    let number = folder.number
    try SystemCall.checked("fsync") { Glibc.fsync(number) }
  }
}
