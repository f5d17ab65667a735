import Foundation

/// A file system that a test mounts, which takes root; gone with the test.
final class Mount {
  private let path: String
  private var isMounted = true

  /// A file system in memory that has room for so much; nil when it cannot be mounted.
  init?(tmpfs path: String, kibibyteCount: Int) {
    self.path = path
    guard getuid() == 0, mkdir(path, 0o700) == 0,
      mount("tmpfs", path, "tmpfs", UInt(MS_NOSUID), "size=\(kibibyteCount)k,mode=0700") == 0
    else { return nil }
  }

  /// A folder of which nothing can be written any more; nil when it cannot be mounted.
  init?(readOnly path: String) {
    self.path = path
    guard getuid() == 0, mount(path, path, nil, UInt(MS_BIND), nil) == 0 else { return nil }
    guard mount(nil, path, nil, UInt(MS_REMOUNT | MS_BIND | MS_RDONLY), nil) == 0 else {
      umount2(path, Int32(MNT_DETACH))
      return nil
    }
  }

  deinit { end() }

  /// Takes it away.
  func end() {
    if isMounted { umount2(path, Int32(MNT_DETACH)) }
    isMounted = false
  }
}
