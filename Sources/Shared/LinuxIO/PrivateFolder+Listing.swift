internal import CLinux
internal import Glibc

extension PrivateFolder {
  /// The names in the folder, sorted, without `.` and `..`; names that are not UTF-8 are left out.
  ///
  /// - Parameter countMax: how many are read; what lies beyond is left out, and which that is depends on the
  ///   file system.
  public func names(countMax: Int) throws(SystemFailure) -> [String] {
    try Self.names(in: descriptor.number, countMax: countMax)
  }

  /// The names in an open folder.
  static func names(in folder: Int32, countMax: Int) throws(SystemFailure) -> [String] {
    // A descriptor of its own: fdopendir(3) takes it over, and reading moves its place.
    let own = try SystemCall.checked("openat") {
      unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    }
    guard let stream = unsafe fdopendir(own) else {
      let failure = SystemFailure(call: "fdopendir")
      _ = Glibc.close(own)
      throw failure
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while names.count < countMax {
      errno = 0
      guard let entry = unsafe readdir(stream) else {
        if errno != 0 { throw SystemFailure(call: "readdir") }
        break
      }
      let text = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(validating: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if let text, text != ".", text != ".." { names.append(text) }
    }
    return names.sorted()
  }

  /// Makes a folder of mode 0700 and the missing ones above it, and opens it.
  ///
  /// - Throws: as `init(_:)`; the kernel's reason when a part of the path cannot be made.
  public static func made(_ path: String) throws(PrivateFailure) -> PrivateFolder {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    var above = path.hasPrefix("/") ? "/" : ""
    for part in parts.dropLast() {
      above += part
      if unsafe mkdir(above, 0o700) != 0, ![EEXIST, EISDIR, EROFS].contains(errno) {
        throw .system(SystemFailure(call: "mkdir"))
      }
      above += "/"
    }
    return try PrivateFolder(path)
  }
}
