/// One message between two processes of ours, as bytes: a fixed head and a payload.
///
/// ```
/// u32 byteCount   of everything behind this field, little-endian like all numbers here
/// u8  type        which case of the direction's sum type
/// u64 callID      0 where the message belongs to no call
/// u32 generation  which life of the worker the message belongs to
/// …   payload     byteCount - 13 bytes
/// ```
///
/// The length is checked before memory is taken for the rest: a peer that was taken over can ask for at most
/// `byteCountMax`.
public struct Frame: Sendable, Equatable {
  /// Bytes of the length field and the fixed part.
  public static let headByteCount = 17
  /// The most bytes behind the length field on a link: the largest arguments (16 MiB) or the largest answer,
  /// with room for the envelope.
  public static let linkByteCountMax = 24 * 1024 * 1024
  /// The same on a control socket, whose messages are short.
  public static let controlByteCountMax = 4096

  /// The same for what the launcher says to the gateway, which has the files of `AccessRules` in it.
  public static let accessByteCountMax = 2 * AccessRules.fileByteCountMax + 8 * 1024

  static let fixedByteCount = 13

  /// Which message.
  public let type: UInt8
  /// Whose call; 0 for none.
  public let callID: UInt64
  /// Which life of the worker.
  public let generation: UInt32
  /// The message's own fields.
  public let payload: ArraySlice<UInt8>

  /// Bytes that the frame took, its length field included.
  public let byteCount: Int

  /// Reads the first frame of what has arrived.
  ///
  /// - Returns: nil when it has not arrived whole.
  public static func decode(
    _ bytes: ArraySlice<UInt8>, byteCountMax: Int
  ) throws(WireFailure) -> Frame? {
    guard let head = try FrameHead(bytes.span, byteCountMax: byteCountMax) else { return nil }
    let start = bytes.startIndex
    return Frame(
      type: head.type, callID: head.callID, generation: head.generation,
      payload: bytes[start + head.payload.lowerBound..<start + head.payload.upperBound],
      byteCount: head.byteCount)
  }

  /// How many more bytes the first frame wants beyond what has arrived; nil while its length is not known.
  public static func announcedByteCount(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count >= 4 else { return nil }
    let start = bytes.startIndex
    return (0..<4).reduce(4) { $0 + Int(bytes[start + $1]) << ($1 * 8) }
  }

  /// Begins a frame in `bytes`; the caller appends the payload and calls `end`.
  static func begin(
    type: UInt8, callID: UInt64 = 0, generation: UInt32 = 0, in bytes: inout [UInt8]
  ) -> Int {
    let start = bytes.count
    bytes.append(u32: 0)
    bytes.append(type)
    bytes.append(u64: callID)
    bytes.append(u32: generation)
    return start
  }

  /// Fills in the length of the frame that began at `start`.
  static func end(_ start: Int, in bytes: inout [UInt8]) {
    let byteCount = UInt32(bytes.count - start - 4)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: byteCount >> (UInt32(index) * 8)) }
  }
}
