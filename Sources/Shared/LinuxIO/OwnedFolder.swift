internal import CLinux
internal import Glibc

/// A folder of mode 0700 that belongs to this user and is held open, with files of mode 0600 in it: for state
/// that several processes of one user share.
///
/// Names are looked up in the open folder (openat(2)), so nobody can put another folder into its place
/// between two steps. Links are followed nowhere. A name is one of a file in it and has no slash.
public final class OwnedFolder {
  /// What a file is opened for.
  public enum Opening: Sendable {
    /// To be read.
    case reading
    /// To be read and written; it must be there.
    case writing
    /// To be read and written; it is made when it is not there.
    case making
    /// To be read and written; it must not be there yet.
    case makingNew
  }

  /// Who may look.
  public enum Reader: Sendable {
    /// Its owner.
    case owner
    /// Its owner, and root, who looks after what services of other users have written. Root must never write
    /// there: whoever owns the folder could have it write elsewhere.
    case ownerOrRoot
  }

  private let descriptor: OwnedDescriptor
  private let reader: Reader

  private init(_ descriptor: consuming OwnedDescriptor, reader: Reader) throws(PrivateFailure) {
    var status = stat()
    guard unsafe fstat(descriptor.number, &status) == 0 else { throw .system(SystemFailure(call: "fstat")) }
    try OwnedFile.check(status, kind: S_IFDIR, reader: reader)
    self.descriptor = descriptor
    self.reader = reader
  }

  /// Opens a folder, which is made when it is not there and that is wanted; what lies above it must exist.
  ///
  /// - Throws: `foreignOwner`, `openToOthers`, `wrongKind`, or what the kernel says.
  public convenience init(_ path: String, isMade: Bool, reader: Reader = .owner) throws(PrivateFailure) {
    try self.init(try Self.opened(path, in: AT_FDCWD, isMade: isMade), reader: reader)
  }

  /// A folder in this one.
  public func folder(_ name: String, isMade: Bool) throws(PrivateFailure) -> OwnedFolder {
    try OwnedFolder(try Self.opened(name, in: descriptor.number, isMade: isMade), reader: reader)
  }

  private static func opened(
    _ name: String, in folder: Int32, isMade: Bool
  ) throws(PrivateFailure) -> OwnedDescriptor {
    if isMade {
      if unsafe mkdirat(folder, name, 0o700) == 0 {
        // The name must outlive the power as well.
        fsync(folder)
      } else if errno != EEXIST {
        throw .system(SystemFailure(call: "mkdir"))
      }
    }
    let number = unsafe openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else {
      if errno == ENOTDIR || errno == ELOOP { throw .wrongKind }
      throw .system(SystemFailure(call: "open"))
    }
    return OwnedDescriptor(owning: number)
  }

  /// Opens a file.
  ///
  /// - Throws: `foreignOwner`, `openToOthers`, `wrongKind`, or what the kernel says.
  public func file(_ name: String, _ opening: Opening) throws(PrivateFailure) -> OwnedFile {
    let flags =
      switch opening {
      case .reading: O_RDONLY
      case .writing: O_RDWR
      case .making: O_RDWR | O_CREAT
      case .makingNew: O_RDWR | O_CREAT | O_EXCL
      }
    let folder = descriptor.number
    let number: Int32
    do throws(SystemFailure) {
      number = try SystemCall.checked("open") {
        unsafe openat(folder, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0o600)
      }
    } catch {
      throw error.number == ELOOP ? .wrongKind : .system(error)
    }
    return try OwnedFile(OwnedDescriptor(owning: number), reader: opening == .reading ? reader : .owner)
  }

  /// Which file has that name now, and how long it is; `nil` when none has. A link is not followed.
  public func entry(_ name: String) throws(PrivateFailure) -> FolderEntry? {
    var status = stat()
    if unsafe fstatat(descriptor.number, name, &status, AT_SYMLINK_NOFOLLOW) == 0 {
      return FolderEntry(identity: OwnedFile.identity(status), byteCount: Int(status.st_size))
    }
    if errno == ENOENT { return nil }
    throw .system(SystemFailure(call: "stat"))
  }

  /// Which file has that name now; `nil` when none has. A link is not followed.
  public func identity(of name: String) throws(PrivateFailure) -> FileIdentity? { try entry(name)?.identity }

  /// Gives a file a second name, which must be free.
  public func link(_ name: String, as second: String) throws(PrivateFailure) {
    try call("link") { unsafe linkat($0, name, $0, second, 0) }
  }

  /// Gives a file another name; what had that name is gone. At every moment the name leads to the one or the
  /// other.
  public func rename(_ name: String, to next: String) throws(PrivateFailure) {
    try call("rename") { unsafe renameat($0, name, $0, next) }
  }

  /// Removes a file; one that is not there is no failure.
  public func remove(_ name: String) throws(PrivateFailure) {
    do throws(PrivateFailure) {
      try call("unlink") { unsafe unlinkat($0, name, 0) }
    } catch .system(let failure) where failure.number == ENOENT {
      return
    }
  }

  /// Waits until the disk has the names as they are now (fsync(2) of the folder).
  public func sync() throws(PrivateFailure) {
    try call("fsync") { fsync($0) }
  }

  private func call(_ name: StaticString, _ body: (Int32) -> Int32) throws(PrivateFailure) {
    let number = descriptor.number
    do throws(SystemFailure) {
      try SystemCall.checked(name) { body(number) }
    } catch {
      throw .system(error)
    }
  }

  /// The names in the folder, in no order.
  ///
  /// - Parameter countMax: more than so many are left out.
  public func names(countMax: Int) throws(PrivateFailure) -> [String] {
    // Of its own, so that nobody else's place in the listing moves.
    let number = unsafe openat(descriptor.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0, let listing = unsafe fdopendir(number) else {
      let failure = SystemFailure(call: "opendir")
      if number >= 0 { close(number) }
      throw .system(failure)
    }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while names.count < countMax, let entry = unsafe readdir(listing) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
