internal import CLinux
internal import Glibc

/// A file whose being there is a message, in a folder that is held open: such as `halt`.
///
/// Looked at anew each time, and never remembered: whoever puts it there is obeyed at once. What cannot be
/// looked at is not "absent": the folder may have lost its rights, been removed, or been exchanged for
/// another, and then nobody can say what the message is.
public final class FolderFlag {
  /// What a look says.
  public enum State: Sendable, Equatable {
    /// It is not there.
    case absent
    /// It is there.
    case present
    /// Nobody can say.
    case unreadable(String)
  }

  /// The most bytes of what is written into it.
  public static let textByteCountMax = 1024

  private let path: String
  private let name: String
  private let folder: OwnedDescriptor
  private let identity: (device: UInt, file: UInt)

  /// Opens the folder; the file need not be there.
  ///
  /// - Throws: the kernel's reason, also for a link in the folder's place.
  public init(folder path: String, name: String) throws(SystemFailure) {
    self.path = path
    self.name = name
    let number = try SystemCall.checked("open") {
      unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    folder = OwnedDescriptor(owning: number)
    var status = stat()
    try SystemCall.checked("fstat") { unsafe fstat(number, &status) }
    identity = (UInt(status.st_dev), UInt(status.st_ino))
  }

  /// Whether it is there now.
  public var state: State {
    var status = stat()
    // The folder by its path: a descriptor of a folder that was removed or moved away still answers, and says
    // of every file that it is not there.
    guard unsafe lstat(path, &status) == 0 else { return .unreadable("\(SystemFailure(call: "lstat"))") }
    guard UInt(status.st_dev) == identity.device, UInt(status.st_ino) == identity.file else {
      return .unreadable("the state folder is another one than at the start")
    }
    guard unsafe faccessat(folder.number, ".", R_OK | X_OK, AT_EACCESS) == 0 else {
      return .unreadable("\(SystemFailure(call: "faccessat"))")
    }
    if unsafe faccessat(folder.number, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0 { return .present }
    if errno == ENOENT { return .absent }
    return .unreadable("\(SystemFailure(call: "faccessat"))")
  }

  /// Puts it there, on the disk before this returns; what it holds when it is there already is left alone.
  ///
  /// - Parameter text: for whoever reads it.
  public func set(_ text: String) throws(SystemFailure) {
    let opened = unsafe openat(
      folder.number, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if opened < 0 {
      if errno == EEXIST { return }
      throw SystemFailure(call: "open")
    }
    let file = OwnedDescriptor(owning: opened)
    let number = file.number
    // It is there already, which is what counts: a text that is cut short is no failure.
    let bytes = Array(text.utf8.prefix(Self.textByteCountMax))
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
    try SystemCall.checked("fsync") { fsync(number) }
    try syncFolder()
  }

  /// Takes it away; one that is not there is no failure.
  public func clear() throws(SystemFailure) {
    if unsafe unlinkat(folder.number, name, 0) != 0, errno != ENOENT { throw SystemFailure(call: "unlink") }
    try syncFolder()
  }

  private func syncFolder() throws(SystemFailure) {
    let number = folder.number
    try SystemCall.checked("fsync") { fsync(number) }
  }
}
