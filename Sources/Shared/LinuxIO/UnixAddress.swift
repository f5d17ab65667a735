internal import CLinux
internal import Glibc

/// The address of a Unix socket in a folder that is held open.
///
/// `sun_path` has room for 108 bytes, and a state folder may lie deeper. So the folder is named by its
/// descriptor: `/proc/self/fd/N/name` is short wherever it lies, and means that folder even if another has
/// taken its place since.
struct UnixAddress {
  private var storage = sockaddr_un()

  /// - Throws: ENAMETOOLONG; ENOENT for a name with a slash.
  init(in folder: PrivateFolder, name: String) throws(SystemFailure) {
    if name.utf8.contains(UInt8(ascii: "/")) { throw SystemFailure(call: "bind", number: ENOENT) }
    let path = Array("/proc/self/fd/\(folder.descriptor.number)/\(name)".utf8)
    storage.sun_family = sa_family_t(AF_UNIX)
    let room = MemoryLayout.size(ofValue: storage.sun_path)
    guard path.count < room else { throw SystemFailure(call: "bind", number: ENAMETOOLONG) }
    unsafe withUnsafeMutableBytes(of: &storage.sun_path) { unsafe $0.copyBytes(from: path) }
  }

  /// Lends the address to a system call.
  mutating func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    unsafe withUnsafePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }

  /// A socket that is closed at exec and never waits.
  static func socket() throws(SystemFailure) -> OwnedDescriptor {
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    return OwnedDescriptor(owning: try SystemCall.checked("socket") { Glibc.socket(AF_UNIX, type, 0) })
  }
}
