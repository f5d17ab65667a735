import Foundation

/// Looks for bytes in the memory of another process (/proc/PID/mem), as root.
enum MemoryScan {
  /// - Returns: how often the needle was found; nil when the memory may not be read.
  static func count(of needle: String, in process: ProcessRecord) -> Int? {
    guard let maps = process.text("maps"), !maps.isEmpty else { return nil }
    let memory = open("/proc/\(process.pid)/mem", O_RDONLY | O_CLOEXEC)
    guard memory >= 0 else { return nil }
    defer { close(memory) }
    var found = 0
    for line in maps.split(separator: "\n") {
      let words = line.split(separator: " ")
      let bounds = words[0].split(separator: "-").compactMap { UInt64($0, radix: 16) }
      guard bounds.count == 2, words[1].hasPrefix("r"), !line.hasSuffix("[vvar]"),
        !line.hasSuffix("[vsyscall]")
      else { continue }
      found += count(of: Array(needle.utf8), from: bounds[0], to: bounds[1], in: memory)
    }
    return found
  }

  private static func count(of needle: [UInt8], from: UInt64, to end: UInt64, in memory: Int32) -> Int {
    let pieceByteCount: UInt64 = 1 << 20
    var found = 0
    var start = from
    withUnsafeTemporaryAllocation(byteCount: Int(pieceByteCount) + needle.count, alignment: 16) { buffer in
      while start < end {
        // Pieces overlap by the needle's length less one, so that none is missed or counted twice.
        let wanted = min(UInt64(buffer.count - 1), end - start)
        let count = pread(memory, buffer.baseAddress, Int(wanted), off_t(start))
        if count <= 0 { return }
        found += occurrences(of: needle, in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        if UInt64(count) < wanted || start + UInt64(count) >= end { return }
        start += UInt64(count - (needle.count - 1))
      }
    }
    return found
  }

  private static func occurrences(of needle: [UInt8], in bytes: UnsafeRawBufferPointer) -> Int {
    guard var rest = bytes.baseAddress else { return 0 }
    let end = rest + bytes.count
    var found = 0
    while end - rest >= needle.count, let hit = memchr(rest, Int32(needle[0]), end - rest - needle.count + 1)
    {
      if memcmp(hit, needle, needle.count) == 0 { found += 1 }
      rest = UnsafeRawPointer(hit) + 1
    }
    return found
  }
}
