/// Bytes that have arrived and have not been taken yet.
///
/// Grows to a bound and shrinks back after a large message, so that one 16 MiB line does not stay in memory
/// for life. Taken bytes are dropped by moving an index; the rest is moved to the front only when room is
/// needed.
public struct ReceiveBuffer: Sendable {
  /// Capacity at rest, in bytes.
  public static let restingByteCount = 16 * 1024

  /// The most bytes it holds.
  public let byteCountMax: Int

  @usableFromInline var storage: [UInt8]
  @usableFromInline private(set) var start = 0
  @usableFromInline var end = 0

  /// An empty buffer that will hold at most `byteCountMax` bytes.
  public init(byteCountMax: Int) {
    self.byteCountMax = byteCountMax
    storage = [UInt8](repeating: 0, count: min(byteCountMax, Self.restingByteCount))
  }

  /// Bytes waiting.
  public var count: Int { end - start }
  /// True when nothing waits.
  public var isEmpty: Bool { start == end }
  /// True when no more can be taken in before some are consumed.
  public var isFull: Bool { count >= byteCountMax }

  /// The bytes that wait.
  public var bytes: ArraySlice<UInt8> { storage[start..<end] }

  /// Lends the bytes that wait, without a copy.
  @inlinable
  @inline(__always)
  public func withSpan<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(storage.span.extracting(start..<end))
  }

  /// The place of a byte at or behind an offset, counted from the first waiting byte.
  public func firstIndex(of byte: UInt8, from offset: Int = 0) -> Int? {
    unsafe storage.withUnsafeBufferPointer { all in
      unsafe ByteSearch.firstIndex(
        of: byte, in: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(all)[(start + offset)..<end]))
    }.map { $0 + offset }
  }

  /// Copies the first `count` bytes out and drops them.
  public mutating func take(_ count: Int) -> [UInt8] {
    let taken = Array(storage[start..<(start + count)])
    drop(count)
    return taken
  }

  /// Drops the first `count` bytes.
  public mutating func drop(_ count: Int) {
    precondition(count >= 0 && count <= self.count)
    start += count
    if start == end {
      start = 0
      end = 0
      if storage.count > Self.restingByteCount * 16 {
        storage = [UInt8](repeating: 0, count: Self.restingByteCount)
      }
    }
  }

  /// Makes room for at least one more byte.
  mutating func makeRoom() {
    if end < storage.count { return }
    if start > 0 {
      storage.withUnsafeMutableBytesMove(from: start, count: count)
      end -= start
      start = 0
      if end <= storage.count / 2 { return }
    }
    if storage.count < byteCountMax {
      let grown = min(byteCountMax, storage.count * 2)
      storage.append(contentsOf: repeatElement(0, count: grown - storage.count))
    }
  }
}

extension [UInt8] {
  fileprivate mutating func withUnsafeMutableBytesMove(from start: Int, count: Int) {
    unsafe withUnsafeMutableBytes { all in
      guard let base = all.baseAddress else { return }
      unsafe base.copyMemory(from: base + start, byteCount: count)
    }
  }
}
