internal import CCrypto

/// Bytes that nobody may see: they lie in memory of their own (`SecureMemory`), and are overwritten when the
/// last owner lets go.
///
/// Not `String` or `[UInt8]`, whose copies nobody counts and nobody erases. It says `<secret>` wherever
/// something tries to print it, and a mirror of it is empty.
@safe
public final class Secret: Sendable {
  /// Number of bytes.
  public let byteCount: Int
  // Written in `init` only, so it may be read from anywhere.
  nonisolated(unsafe) private let memory: UnsafeMutablePointer<UInt8>
  private let capacity: Int

  /// Bytes that `body` writes, straight into the secret's own memory: nothing lies anywhere else before.
  ///
  /// - Parameter byteCountMax: room for them.
  /// - Throws: what `body` throws.
  public init<Failure: Error>(
    byteCountMax: Int, filledBy body: (inout OutputSpan<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    precondition(byteCountMax >= 0)
    SecureMemory.prepare()
    capacity = max(byteCountMax, 1)
    guard let start = unsafe bulkhead_crypto_allocate(capacity) else {
      preconditionFailure("no memory for a key")
    }
    unsafe memory = start.bindMemory(to: UInt8.self, capacity: capacity)
    let room = unsafe UnsafeMutableBufferPointer(start: memory, count: byteCountMax)
    var output = unsafe OutputSpan(buffer: room, initializedCount: 0)
    do throws(Failure) {
      try body(&output)
    } catch {
      _ = unsafe output.finalize(for: room)
      // Every property has a value now, so `deinit` runs and releases the memory.
      byteCount = 0
      throw error
    }
    byteCount = unsafe output.finalize(for: room)
  }

  /// A copy of bytes; the caller erases its own, if they are secret.
  public convenience init(copying bytes: Span<UInt8>) {
    self.init(byteCountMax: bytes.count) { output in
      for index in bytes.indices { output.append(bytes[index]) }
    }
  }

  deinit {
    unsafe bulkhead_crypto_release(memory, capacity)
  }

  /// Lends the bytes. Whoever copies them has a secret to erase.
  public func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe UnsafeBufferPointer(start: memory, count: byteCount).span)
  }

  /// Lends the memory to libcrypto.
  func withPointer<Result>(_ body: (UnsafePointer<UInt8>) -> Result) -> Result {
    unsafe body(UnsafePointer(memory))
  }

  /// The same without spaces, tabs and line ends around it: a text file ends with one, and a signature made
  /// with that is wrong.
  public func trimmed() -> Secret {
    withBytes { bytes in
      var range = bytes.indices
      while let last = range.last, Self.isBlank(bytes[last]) { range.removeLast() }
      while let first = range.first, Self.isBlank(bytes[first]) { range.removeFirst() }
      return Secret(copying: bytes.extracting(range))
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `<secret>`.
  public var description: String { "<secret>" }
  /// `<secret>`.
  public var debugDescription: String { "<secret>" }
  /// Empty, so that `dump` and crash reports of values show nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
