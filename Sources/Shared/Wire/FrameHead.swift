/// The fixed part of a frame, read where it lies: a message whose payload is used at once needs no `Frame`.
public struct FrameHead: Sendable, Equatable {
  /// Which message.
  public let type: UInt8
  /// Whose call; 0 for none.
  public let callID: UInt64
  /// Which life of the worker.
  public let generation: UInt32
  /// Bytes that the frame takes, its length field included.
  public let byteCount: Int

  /// Where the payload is, counted from the frame's first byte.
  public var payload: Range<Int> { Frame.headByteCount..<byteCount }

  /// Reads the head of the first frame of what has arrived.
  ///
  /// - Returns: nil when the frame has not arrived whole.
  public init?(_ bytes: Span<UInt8>, byteCountMax: Int) throws(WireFailure) {
    guard bytes.count >= 4 else { return nil }
    let behind = Int(bytes.littleEndian(at: 0, byteCount: 4))
    guard behind <= byteCountMax else { throw .oversize(byteCount: behind, byteCountMax: byteCountMax) }
    guard behind >= Frame.fixedByteCount else { throw .undersize(byteCount: behind) }
    guard bytes.count >= 4 + behind else { return nil }
    type = bytes[4]
    callID = bytes.littleEndian(at: 5, byteCount: 8)
    generation = UInt32(truncatingIfNeeded: bytes.littleEndian(at: 13, byteCount: 4))
    byteCount = 4 + behind
  }
}

extension Span<UInt8> {
  /// The number in the bytes from `offset` on.
  @inline(__always)
  func littleEndian(at offset: Int, byteCount: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<byteCount { value |= UInt64(self[offset &+ index]) &<< UInt64(index &* 8) }
    return value
  }
}
