internal import CLinux
internal import Glibc

/// A folder of mode 0700 that belongs to this user, and files of mode 0600 in it: where secrets lie.
///
/// The folder is held open and names are looked up in it, so nobody can put another folder into its place
/// between two steps. Links are followed nowhere.
public final class PrivateFolder: Sendable {
  /// The folder's absolute path, without links.
  public let path: String
  let descriptor: OwnedDescriptor

  /// Opens a folder, which is made when it is not there; what lies above it must exist.
  ///
  /// - Throws: `foreignOwner`, `openToOthers`, `wrongKind`, or what the kernel says.
  public convenience init(_ path: String) throws(PrivateFailure) {
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
      throw .system(SystemFailure(call: "mkdir"))
    }
    try self.init(existing: path)
  }

  /// Opens a folder that is there already.
  ///
  /// - Parameter isForRoot: lets root open the folder of another user too, as an operator who looks after a
  ///   service has to.
  /// - Throws: as `init(_:)`; `noSuchFile` when it is not there.
  public init(existing path: String, isForRoot: Bool = false) throws(PrivateFailure) {
    let number = unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      if errno == ENOTDIR || errno == ELOOP { throw .wrongKind }
      throw .system(SystemFailure(call: "open"))
    }
    let descriptor = OwnedDescriptor(owning: number)
    try Self.check(number, kind: S_IFDIR, isForRoot: isForRoot)
    guard let absolute = unsafe realpath(path, nil) else { throw .system(SystemFailure(call: "realpath")) }
    self.path = unsafe String(cString: absolute)
    unsafe free(absolute)
    self.descriptor = descriptor
  }

  /// A folder that is open already.
  init(_ descriptor: consuming OwnedDescriptor, path: String) throws(PrivateFailure) {
    try Self.check(descriptor.number, kind: S_IFDIR)
    self.path = path
    self.descriptor = descriptor
  }

  /// Makes a new folder of a random name below `TMPDIR` or /tmp.
  ///
  /// - Parameter prefix: how its name begins.
  public static func temporary(prefix: String) throws(PrivateFailure) -> PrivateFolder {
    let parent = CurrentProcess.environment("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array("\(parent)/\(prefix)XXXXXX".utf8CString)
    let isMade = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe mkdtemp(start) != nil
    }
    guard isMade else { throw .system(SystemFailure(call: "mkdtemp")) }
    let path = template.dropLast().map { UInt8(bitPattern: $0) }
    return try PrivateFolder(String(decoding: path, as: UTF8.self))
  }

  /// Whether something of that name is there.
  public func contains(_ name: String) -> Bool {
    unsafe faccessat(descriptor.number, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// Reads a file's bytes straight to where they are wanted.
  ///
  /// - Throws: `foreignOwner`, `openToOthers`, `wrongKind`; `tooLong` when `output` has not enough room.
  public func read(_ name: String, into output: inout OutputSpan<UInt8>) throws(PrivateFailure) {
    try Self.read(name, in: descriptor.number, into: &output)
  }

  /// Reads a private file that lies anywhere: the same, but for the folder around it.
  public static func readFile(
    _ path: String, into output: inout OutputSpan<UInt8>
  ) throws(PrivateFailure) {
    try read(path, in: AT_FDCWD, into: &output)
  }

  private static func read(
    _ name: String, in folder: Int32, into output: inout OutputSpan<UInt8>
  ) throws(PrivateFailure) {
    let opened = unsafe openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard opened >= 0 else {
      if errno == ELOOP { throw .wrongKind }
      throw .system(SystemFailure(call: "open"))
    }
    let file = OwnedDescriptor(owning: opened)
    let status = try check(file.number, kind: S_IFREG)
    guard status.st_size <= output.freeCapacity else { throw .tooLong(byteCountMax: output.freeCapacity) }
    try readAll(file.number, into: &output)
  }

  /// Reads an open file to its end, or until `output` is full.
  static func readAll(_ number: Int32, into output: inout OutputSpan<UInt8>) throws(PrivateFailure) {
    do throws(SystemFailure) {
      var isAtEnd = false
      while !isAtEnd, !output.isFull {
        try unsafe output.withUnsafeMutableBufferPointer { buffer, count throws(SystemFailure) in
          guard let start = buffer.baseAddress else { return }
          let (from, room) = (count, buffer.count - count)
          let got = try SystemCall.checked("read") { unsafe Glibc.read(number, start + from, room) }
          count += got
          isAtEnd = got == 0
        }
      }
    } catch {
      throw .system(error)
    }
  }

  /// Reads a file that holds nothing secret.
  public func read(_ name: String, byteCountMax: Int) throws(PrivateFailure) -> [UInt8] {
    var failure: PrivateFailure?
    let bytes = [UInt8](capacity: byteCountMax) { output in
      do throws(PrivateFailure) {
        try read(name, into: &output)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Makes a new file of mode 0600.
  ///
  /// - Parameter isDurable: whether it is on the disk when this returns, which takes milliseconds; not worth
  ///   them for what no later process will look for.
  /// - Throws: what the kernel says; also when the name is taken.
  public func create(_ name: String, _ bytes: Span<UInt8>, isDurable: Bool = true) throws(PrivateFailure) {
    do throws(SystemFailure) {
      let folder = descriptor.number
      let file = OwnedDescriptor(
        owning: try SystemCall.checked("open") {
          unsafe openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        })
      let number = file.number
      var written = 0
      while written < bytes.count {
        let rest = bytes.extracting(written..<bytes.count)
        written += try SystemCall.checked("write") {
          unsafe rest.withUnsafeBufferPointer { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
        }
      }
      if isDurable { try SystemCall.checked("fsync") { fsync(number) } }
    } catch {
      throw .system(error)
    }
  }

  /// Puts a file of mode 0600 into the place of the one that had its name: at every moment there is the old
  /// one or the new one, whole.
  public func replace(_ name: String, _ bytes: Span<UInt8>, isDurable: Bool = true) throws(PrivateFailure) {
    let next = ".\(name).\(CurrentProcess.pid)"
    remove(next)
    try create(next, bytes, isDurable: isDurable)
    let folder = descriptor.number
    do throws(SystemFailure) {
      try SystemCall.checked("rename") { unsafe renameat(folder, next, folder, name) }
    } catch {
      remove(next)
      throw .system(error)
    }
  }

  /// Removes a file; one that is not there is no failure.
  public func remove(_ name: String) {
    unsafe unlinkat(descriptor.number, name, 0)
  }

  /// Removes the folder itself, which must be empty; otherwise it stays.
  public func removeFolder() {
    unsafe rmdir(path)
  }

  @discardableResult
  private static func check(
    _ number: Int32, kind: mode_t, isForRoot: Bool = false
  ) throws(PrivateFailure) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .system(SystemFailure(call: "fstat")) }
    guard status.st_mode & S_IFMT == kind else { throw .wrongKind }
    let isOurs = status.st_uid == geteuid() || status.st_uid == 0
    guard isOurs || (isForRoot && geteuid() == 0) else { throw .foreignOwner }
    guard status.st_mode & 0o077 == 0 else { throw .openToOthers(mode: Int(status.st_mode & 0o777)) }
    return status
  }
}
