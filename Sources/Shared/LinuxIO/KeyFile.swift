internal import CLinux
internal import Glibc

/// A file that holds a secret and was named by a person: looked at through the open descriptor, so that what
/// is judged is what is read.
public enum KeyFile {
  /// Where containers and service managers put secrets, with modes and links that are theirs to choose:
  /// Docker and Podman below the first, systemd below the second.
  public static let containerFolders = ["/run/secrets/", "/run/credentials/"]

  /// What was unusual about a file that was read all the same.
  public enum Remark: Sendable, Equatable, CustomStringConvertible {
    /// Others may read it, as its mode says, or it is a link; but it lies where a container's secrets do.
    case openInContainer(mode: Int)

    /// In words.
    public var description: String {
      switch self {
      case .openInContainer(let mode):
        "others may read it (mode \(String(mode, radix: 8))); it is used because it lies where containers "
          + "keep their secrets"
      }
    }
  }

  /// Reads it straight to where it is wanted.
  ///
  /// It must be a regular file that belongs to this user or root and that nobody else has rights on. Below
  /// the container folders, and on a memory file system that is mounted read-only (as Kubernetes does), links
  /// are followed and others may read, but not write.
  ///
  /// - Returns: what to warn of.
  /// - Throws: as `PrivateFolder`; `tooLong` when `output` has not enough room.
  public static func read(
    _ path: String, containerFolders: [String] = KeyFile.containerFolders,
    into output: inout OutputSpan<UInt8>
  ) throws(PrivateFailure) -> Remark? {
    var isLink = false
    let file = try open(path, &isLink)
    let status = try judge(file.number, isLink: isLink, containerFolders)
    guard status.st_size <= output.freeCapacity else { throw .tooLong(byteCountMax: output.freeCapacity) }
    try PrivateFolder.readAll(file.number, into: &output)
    return remark(status)
  }

  /// Looks at a file as `read` does, and reads nothing of it.
  ///
  /// - Returns: what to warn of, and how many bytes it has.
  public static func look(
    at path: String, containerFolders: [String] = KeyFile.containerFolders
  ) throws(PrivateFailure) -> (remark: Remark?, byteCount: Int) {
    var isLink = false
    let file = try open(path, &isLink)
    let status = try judge(file.number, isLink: isLink, containerFolders)
    return (remark(status), Int(status.st_size))
  }

  private static func remark(_ status: stat) -> Remark? {
    let mode = Int(status.st_mode & 0o777)
    return mode & 0o077 == 0 ? nil : .openInContainer(mode: mode)
  }

  private static func judge(
    _ number: Int32, isLink: Bool, _ containerFolders: [String]
  ) throws(PrivateFailure) -> stat {
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .system(SystemFailure(call: "fstat")) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .wrongKind }
    guard status.st_uid == geteuid() || status.st_uid == 0 else { throw .foreignOwner }
    let mode = Int(status.st_mode & 0o777)
    let isOpen = mode & 0o077 != 0
    if isOpen || isLink {
      let isInContainer =
        bulkhead_is_read_only_memory_mount(number) == 1
        || containerFolders.contains { place(of: number).hasPrefix($0) }
      if isLink && !isInContainer { throw .wrongKind }
      guard !isOpen || (isInContainer && mode & 0o022 == 0) else { throw .openToOthers(mode: mode) }
    }
    return status
  }

  private static func open(_ path: String, _ isLink: inout Bool) throws(PrivateFailure) -> OwnedDescriptor {
    // Not blocking: a named pipe would wait for a writer.
    let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    let plain = unsafe Glibc.open(path, flags | O_NOFOLLOW)
    if plain >= 0 { return OwnedDescriptor(owning: plain) }
    guard errno == ELOOP else { throw .system(SystemFailure(call: "open")) }
    let followed = unsafe Glibc.open(path, flags)
    guard followed >= 0 else { throw .system(SystemFailure(call: "open")) }
    isLink = true
    return OwnedDescriptor(owning: followed)
  }

  /// The path of an open file as the kernel knows it now, links resolved; empty when it has none.
  private static func place(of number: Int32) -> String {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4_096) { buffer in
      guard let start = buffer.baseAddress else { return "" }
      let count = unsafe readlink("/proc/self/fd/\(number)", start, buffer.count)
      if count <= 0 || count == buffer.count { return "" }
      let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
      return unsafe String(decoding: bytes, as: UTF8.self)
    }
  }
}
