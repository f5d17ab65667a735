internal import CLinux
internal import Glibc

/// memchr(3) and memrchr(3) for Swift: the C library's vectorised search, many times faster than a loop
/// over a slice.
public enum ByteSearch {
  /// The offset of the first such byte.
  static func firstIndex(of byte: UInt8, in bytes: UnsafeRawBufferPointer) -> Int? {
    guard let base = bytes.baseAddress, bytes.count > 0 else { return nil }
    guard let found = unsafe memchr(base, Int32(byte), bytes.count) else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }

  /// The index of the first such byte at `start` or behind it; nil when there is none.
  public static func firstIndex(of byte: UInt8, in bytes: Span<UInt8>, from start: Int = 0) -> Int? {
    let part = bytes.extracting(start...)
    return unsafe part.withUnsafeBufferPointer {
      unsafe firstIndex(of: byte, in: UnsafeRawBufferPointer($0))
    }.map { $0 + start }
  }

  /// The index of the last such byte; nil when there is none.
  public static func lastIndex(of byte: UInt8, in bytes: Span<UInt8>) -> Int? {
    let index = unsafe bytes.withUnsafeBufferPointer { bytes -> Int in
      guard let base = bytes.baseAddress else { return -1 }
      return unsafe bulkhead_last_index(base, bytes.count, byte)
    }
    return index < 0 ? nil : index
  }
}
