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
    /// Its owner may not write it, and somebody made it so.
    case readOnly(mode: UInt32)
    /// Nothing can be made in its folder, and a file is replaced by a new one.
    case closedFolder(String)
    /// As many copies of what it held lie beside it as are made.
    case tooManyCopies(countMax: Int)

    /// Half a sentence, behind the name of the file.
    public var description: String {
      switch self {
      case .system(let failure): "cannot be used: \(failure)"
      case .notAFile: "is no regular file"
      case .danglingLink: "is a link, and what it leads to is not there"
      case .foreignOwner(let user): "belongs to user \(user)"
      case .tooLong(let byteCountMax): "has more than \(byteCountMax) bytes"
      case .changedMeanwhile: "was changed by somebody else meanwhile"
      case .readOnly(let mode): "is read-only (mode \(String(mode, radix: 8)))"
      case .closedFolder(let folder): "is in \(folder), where you may not write"
      case .tooManyCopies(let countMax): "has \(countMax) copies beside it already"
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
  /// Its group.
  public let group: UInt32
  private let state: State

  /// A file that was replaced.
  public struct Replacement: Sendable, Equatable {
    /// The path of the copy of what was there before.
    public let copyPath: String
    /// The permissions of the new file, which are fewer than the old one's where its group could not be kept.
    public let mode: UInt32
  }

  /// Whether a file of ours can be given its group: only root gives files to groups that it is not in
  /// (chown(2)).
  public var isGroupOurs: Bool {
    geteuid() == 0 || group == getegid() || Self.groups.contains(group)
  }

  /// This process's further groups; the kernel has at most 65,536 (NGROUPS_MAX).
  private static var groups: [UInt32] {
    let count = getgroups(0, nil)
    guard count > 0 else { return [] }
    var groups = [gid_t](repeating: 0, count: Int(count))
    let filled = unsafe getgroups(count, &groups)
    return Array(groups.prefix(max(0, Int(filled))))
  }

  /// The permissions that may stay when a file of this mode gets another group. Its old group's members are
  /// among the others then, and some of the others are members: either may do what both might, and so nobody
  /// gets more.
  public static func narrowed(_ mode: UInt32) -> UInt32 {
    let shared = mode >> 3 & mode & 0o7
    return mode & 0o700 | shared << 3 | shared
  }

  /// Looks whether it may be replaced, as far as that can be known before it is tried.
  ///
  /// The folder alone decides for the kernel. A file without the owner's write bit was made so by somebody
  /// with a reason, and every editor asks first.
  public func checkReplaceable() throws(Failure) {
    guard mode & 0o200 != 0 else { throw .readOnly(mode: mode) }
    let folder = "/" + path.split(separator: "/").dropLast().joined(separator: "/")
    guard unsafe access(folder, W_OK | X_OK) == 0 else { throw .closedFolder(folder) }
  }

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

  /// The most copies that lie beside one file.
  public static let copyCountMax = 99

  /// Puts other bytes into its place, with the same mode and group, and what was there before into a file
  /// beside it. Where the group cannot be kept, both get the mode that `narrowed` leaves. At every moment
  /// there is the old file or the new one, whole, and the new one is on the disk when this returns.
  ///
  /// A copy never takes the place of another file: the first one holds what nobody of us has changed yet, and
  /// a later one would hold our own work.
  ///
  /// - Parameter backupEnding: what the name of the copy has more than the file's own; where that name is
  ///   taken, a number comes behind it: 2, 3 and so on up to `copyCountMax`.
  /// - Throws: as `checkReplaceable`, and what the kernel says.
  public func replace(with bytes: [UInt8], backupEnding: String) throws(Failure) -> Replacement {
    try checkReplaceable()
    let folder = try Self.folder(of: path)
    let name = Self.name(of: path)
    let number = folder.number
    var status = stat()
    guard unsafe fstatat(number, name, &status, AT_SYMLINK_NOFOLLOW) == 0, State(status) == state else {
      throw .changedMeanwhile
    }
    let backup = try copy(in: number, named: name + backupEnding)
    do throws(Failure) {
      let mode = try Self.put(bytes, name, in: number, mode: mode, group: group)
      return Replacement(copyPath: String(path.dropLast(name.count)) + backup, mode: mode)
    } catch {
      // Nothing has changed, so that there is nothing to keep a copy for.
      unsafe unlinkat(number, backup, 0)
      throw error
    }
  }

  /// Writes what was read into a file that is not there yet.
  ///
  /// - Returns: its name, which is the one that was wanted or that with a number.
  private func copy(in folder: Int32, named name: String) throws(Failure) -> String {
    for number in 1...Self.copyCountMax {
      let free = number == 1 ? name : "\(name).\(number)"
      do throws(SystemFailure) {
        _ = try Self.write(bytes, free, in: folder, mode: mode, group: group)
        return free
      } catch {
        if error.call == "open", error.number == EEXIST { continue }
        throw .system(error)
      }
    }
    throw .tooManyCopies(countMax: Self.copyCountMax)
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
    _ = try put(bytes, name, in: folder.number, mode: 0o600, group: nil)
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
  ) throws(Failure) -> UInt32 {
    let next = ".\(name).\(CurrentProcess.pid)"
    do throws(SystemFailure) {
      unsafe unlinkat(folder, next, 0)
      do throws(SystemFailure) {
        let mode = try write(bytes, next, in: folder, mode: mode, group: group)
        try SystemCall.checked("rename") { unsafe renameat(folder, next, folder, name) }
        try SystemCall.checked("fsync") { fsync(folder) }
        return mode
      } catch {
        unsafe unlinkat(folder, next, 0)
        throw error
      }
    } catch {
      throw .system(error)
    }
  }

  /// Makes a file that must not be there yet; where that fails half-way nothing is left of it.
  ///
  /// - Returns: its mode.
  private static func write(
    _ bytes: [UInt8], _ name: String, in folder: Int32, mode: UInt32, group: UInt32?
  ) throws(SystemFailure) -> UInt32 {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let file = OwnedDescriptor(
      owning: try SystemCall.checked("open") { unsafe openat(folder, name, flags, 0o600) })
    do throws(SystemFailure) {
      return try fill(file.number, bytes, mode: mode, group: group)
    } catch {
      unsafe unlinkat(folder, name, 0)
      throw error
    }
  }

  private static func fill(
    _ number: Int32, _ bytes: [UInt8], mode: UInt32, group: UInt32?
  ) throws(SystemFailure) -> UInt32 {
    var mode = mode
    if let group, try !give(number, to: group) { mode = narrowed(mode) }
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
    return mode
  }

  /// Gives an open file to a group; it has another one where its folder hands its own down, too.
  ///
  /// - Returns: false when this user may not (chown(2): EPERM, and EINVAL for a group that the user namespace
  ///   does not know).
  private static func give(_ number: Int32, to group: UInt32) throws(SystemFailure) -> Bool {
    var status = stat()
    try SystemCall.checked("fstat") { unsafe fstat(number, &status) }
    if status.st_gid == group { return true }
    do throws(SystemFailure) {
      try SystemCall.checked("fchown") { fchown(number, uid_t.max, group) }
      return true
    } catch {
      guard error.number == EPERM || error.number == EINVAL else { throw error }
      return false
    }
  }
}
