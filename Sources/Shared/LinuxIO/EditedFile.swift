internal import CLinux
internal import Glibc

/// A file of somebody else's program that a person asked to have changed: read whole, and replaced in one
/// piece if it is still what was read.
///
/// A link is followed, since people keep such files under version control and link to them; it stays a link.
public struct EditedFile: Sendable {
  /// Why it is not read or not replaced.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kernel refused.
    case system(SystemFailure)
    /// It is a folder, a pipe or a device.
    case notAFile
    /// A link whose end is not there.
    case danglingLink
    /// It belongs to another user, to whom it would no longer belong afterwards.
    case foreignOwner(user: UInt32)
    /// It has more bytes than are read.
    case tooLong(byteCountMax: Int)
    /// Somebody has changed, made or removed it since it was read.
    case changedMeanwhile

    /// Half a sentence, behind the name of the file.
    public var description: String {
      switch self {
      case .system(let failure): "cannot be used: \(failure)"
      case .notAFile: "is no regular file"
      case .danglingLink: "is a link, and what it leads to is not there"
      case .foreignOwner(let user): "belongs to user \(user)"
      case .tooLong(let byteCountMax): "has more than \(byteCountMax) bytes"
      case .changedMeanwhile: "was changed by somebody else meanwhile"
      }
    }
  }

  /// What tells one state of a file from another.
  private struct State: Sendable, Equatable {
    let identity: FileIdentity
    let byteCount: Int
    let changedAt: [Int]

    init(_ status: stat) {
      identity = OwnedFile.identity(status)
      byteCount = Int(status.st_size)
      changedAt = [Int(status.st_mtim.tv_sec), Int(status.st_mtim.tv_nsec)]
    }
  }

  /// The file, links resolved.
  public let path: String
  /// What is in it.
  public let bytes: [UInt8]
  /// Its permissions, the lowest nine bits.
  public let mode: UInt32
  private let group: UInt32
  private let state: State

  /// Reads a file; `nil` when it is not there.
  public init?(_ path: String, byteCountMax: Int) throws(Failure) {
    guard let real = try Self.realPath(path) else { return nil }
    let opened = unsafe Glibc.open(real, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    // A socket cannot be opened at all (open(2), ENXIO).
    if opened < 0, errno == ENXIO { throw .notAFile }
    guard opened >= 0 else { throw .system(SystemFailure(call: "open")) }
    let file = OwnedDescriptor(owning: opened)
    var status = stat()
    guard unsafe fstat(file.number, &status) == 0 else { throw .system(SystemFailure(call: "fstat")) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    guard status.st_uid == geteuid() else { throw .foreignOwner(user: status.st_uid) }
    guard status.st_size <= byteCountMax else { throw .tooLong(byteCountMax: byteCountMax) }
    self.path = real
    mode = UInt32(status.st_mode & 0o777)
    group = status.st_gid
    state = State(status)
    do throws(SystemFailure) {
      bytes = try WholeFile.read(file.number, byteCountMax: byteCountMax)
    } catch {
      throw error.number == EFBIG ? .tooLong(byteCountMax: byteCountMax) : .system(error)
    }
  }

  private static func realPath(_ path: String) throws(Failure) -> String? {
    if let found = unsafe realpath(path, nil) {
      defer { unsafe free(found) }
      return unsafe String(cString: found)
    }
    let failure = SystemFailure(call: "realpath")
    guard failure.number == ENOENT else { throw .system(failure) }
    if WholeFile.isThere(path) { throw .danglingLink }
    return nil
  }

  /// Puts other bytes into its place, with the same mode and group, and what was there before into a file
  /// beside it. At every moment there is the old file or the new one, whole, and the new one is on the disk
  /// when this returns.
  ///
  /// - Parameter backupEnding: what the name of the copy has more than the file's own; an older copy of that
  ///   name is replaced.
  /// - Returns: the path of the copy.
  public func replace(with bytes: [UInt8], backupEnding: String) throws(Failure) -> String {
    let folder = try Self.folder(of: path)
    let name = Self.name(of: path)
    let number = folder.number
    var status = stat()
    guard unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0, State(status) == state else {
      throw .changedMeanwhile
    }
    let backup = name + backupEnding
    try Self.put(self.bytes, backup, in: number, mode: mode, group: group)
    try Self.put(bytes, name, in: number, mode: mode, group: group)
    return path + backupEnding
  }

  /// Makes a file of mode 0600 that is not there yet, and the folders above it with mode 0700.
  public static func make(_ path: String, _ bytes: [UInt8]) throws(Failure) {
    var parent = ""
    for part in path.split(separator: "/").dropLast() {
      parent += "/\(part)"
      // One that is there already is as good; what cannot be made cannot be opened below either.
      unsafe mkdir(parent, 0o700)
    }
    let folder = try folder(of: path)
    let name = name(of: path)
    if unsafe faccessat(folder.number, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { throw .changedMeanwhile }
    try put(bytes, name, in: folder.number, mode: 0o600, group: nil)
  }

  private static func name(of path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? ""
  }

  private static func folder(of path: String) throws(Failure) -> OwnedDescriptor {
    let parts = path.split(separator: "/")
    guard path.hasPrefix("/"), !parts.isEmpty else { throw .notAFile }
    let folder = "/" + parts.dropLast().joined(separator: "/")
    do throws(SystemFailure) {
      return OwnedDescriptor(
        owning: try SystemCall.checked("open the folder of the file") {
          unsafe Glibc.open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        })
    } catch {
      throw .system(error)
    }
  }

  private static func put(
    _ bytes: [UInt8], _ name: String, in folder: Int32, mode: UInt32, group: UInt32?
  ) throws(Failure) {
    let next = ".\(name).\(CurrentProcess.pid)"
    do throws(SystemFailure) {
      unsafe unlinkat(folder, next, 0)
      do throws(SystemFailure) {
        try write(bytes, next, in: folder, mode: mode, group: group)
        try SystemCall.checked("rename") { unsafe renameat(folder, next, folder, name) }
        try SystemCall.checked("fsync") { fsync(folder) }
      } catch {
        unsafe unlinkat(folder, next, 0)
        throw error
      }
    } catch {
      throw .system(error)
    }
  }

  private static func write(
    _ bytes: [UInt8], _ name: String, in folder: Int32, mode: UInt32, group: UInt32?
  ) throws(SystemFailure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = OwnedDescriptor(
      owning: try SystemCall.checked("open") { unsafe openat(folder, name, flags, 0o600) })
    let number = file.number
    if let group, group != getegid() {
      try SystemCall.checked("fchown") { fchown(number, uid_t.max, group) }
    }
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
    try SystemCall.checked("fchmod") { fchmod(number, mode) }
    try SystemCall.checked("fsync") { fsync(number) }
  }
}
