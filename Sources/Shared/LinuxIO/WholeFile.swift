internal import CLinux
internal import Glibc

/// Small files, read and written whole: fixtures, recordings, certificates' paths to be checked, ready files.
public enum WholeFile {
  /// Reads a regular file, a pipe or a device to its end.
  ///
  /// - Throws: the kernel's reason; EFBIG when it holds more than `byteCountMax`.
  public static func read(_ path: String, byteCountMax: Int) throws(SystemFailure) -> [UInt8] {
    let file = OwnedDescriptor(
      owning: try SystemCall.checked("open") { unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC) })
    return try read(file.number, byteCountMax: byteCountMax)
  }

  /// Reads at most so many bytes from the end of a regular file.
  public static func readEnd(_ path: String, byteCountMax: Int) throws(SystemFailure) -> [UInt8] {
    let file = OwnedDescriptor(
      owning: try SystemCall.checked("open") { unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC) })
    let number = file.number
    var status = stat()
    try SystemCall.checked("fstat") { unsafe fstat(number, &status) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw SystemFailure(call: "read", number: EINVAL) }
    let skipped = max(0, Int(status.st_size) - byteCountMax)
    try SystemCall.checked("lseek") { lseek(number, skipped, SEEK_SET) }
    // It may be growing.
    return try read(number, byteCountMax: byteCountMax + 1024 * 1024)
  }

  /// Reads standard input to its end.
  public static func readStandardInput(byteCountMax: Int) throws(SystemFailure) -> [UInt8] {
    try read(0, byteCountMax: byteCountMax)
  }

  /// Reads what is left of an open file.
  static func read(_ number: Int32, byteCountMax: Int) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var status = stat()
    if unsafe fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      bytes.reserveCapacity(min(Int(status.st_size) + 1, byteCountMax + 1))
    }
    var block = [UInt8](repeating: 0, count: 256 * 1024)
    while true {
      let count = try SystemCall.checked("read") {
        unsafe block.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= byteCountMax else { throw SystemFailure(call: "read", number: EFBIG) }
      bytes.append(contentsOf: block[..<count])
    }
  }

  /// True when something of that name can be read.
  public static func isReadable(_ path: String) -> Bool {
    unsafe access(path, R_OK) == 0
  }

  /// True when something of that name can be executed.
  public static func isExecutable(_ path: String) -> Bool {
    unsafe access(path, X_OK) == 0
  }

  /// True when something of that name is there, be it only a link that leads nowhere.
  public static func isThere(_ path: String) -> Bool {
    unsafe faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW) == 0
  }

  /// True when both names lead to one file.
  public static func isSame(_ path: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    guard unsafe stat(path, &first) == 0, unsafe stat(other, &second) == 0 else { return false }
    return first.st_dev == second.st_dev && first.st_ino == second.st_ino
  }

  /// Where a file is once every link on the way has been followed (realpath(3)); `nil` when there is none.
  public static func resolved(_ path: String) -> String? {
    guard let place = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(place) }
    return unsafe String(cString: place)
  }
}
