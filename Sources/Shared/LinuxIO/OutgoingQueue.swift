/// Bytes that the kernel has not taken yet, oldest first.
struct OutgoingQueue {
  private var bytes: [UInt8] = []
  private var start = 0

  /// Bytes waiting.
  var count: Int { bytes.count - start }
  /// True when all has been written.
  var isEmpty: Bool { start == bytes.count }
  /// What is to be written next.
  var next: ArraySlice<UInt8> { bytes[start...] }

  /// Adds bytes at the end.
  mutating func append(_ more: ArraySlice<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// The first `count` bytes are with the kernel.
  mutating func drop(_ count: Int) {
    start += count
    if start == bytes.count {
      removeAll()
    } else if start > 1 << 20 {
      bytes.removeFirst(start)
      start = 0
    }
  }

  /// Forgets everything; a large block goes back to the allocator.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 64 * 1024)
    start = 0
  }
}
