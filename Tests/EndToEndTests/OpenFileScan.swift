import Foundation

/// Looks for bytes behind the open descriptors of another process (/proc/PID/fd), as root.
enum OpenFileScan {
  /// The most bytes of one file that are looked at.
  static let byteCountMax = 16 << 20

  /// - Returns: how many descriptors lead to the needle, and how many led to anything that can be read; nil
  ///   when the descriptors may not be looked at.
  static func count(of needle: String, in process: ProcessRecord) -> (found: Int, readable: Int)? {
    guard let descriptors = process.descriptors else { return nil }
    var (found, readable) = (0, 0)
    for (number, target) in descriptors where !target.hasPrefix("socket:") && !target.hasPrefix("pipe:") {
      // Opening it anew is what an intruder would do; of secret memory and epoll that is refused.
      let opened = open("/proc/\(process.pid)/fd/\(number)", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard opened >= 0 else { continue }
      defer { close(opened) }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      var content = Data()
      while content.count < byteCountMax {
        let count = read(opened, &bytes, bytes.count)
        if count <= 0 { break }
        content.append(contentsOf: bytes[..<count])
      }
      readable += 1
      if content.range(of: Data(needle.utf8)) != nil { found += 1 }
    }
    return (found, readable)
  }
}
