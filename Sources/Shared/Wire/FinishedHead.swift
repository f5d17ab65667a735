/// What `finished` says in front of the envelope.
public struct FinishedHead: Sendable, Equatable {
  /// The message's type.
  public static let type: UInt8 = 3
  /// Bytes of a payload in front of the envelope.
  public static let byteCount = 9

  /// False for an error envelope.
  public let isSuccess: Bool
  /// Weight that the exchange has counted in its current minute, as its last header said.
  public let usedWeight: UInt32
  /// The minute's limit.
  public let weightLimit: UInt32

  /// Reads the front of a payload.
  public init(_ payload: Span<UInt8>) throws(WireFailure) {
    guard payload.count >= Self.byteCount else { throw .malformed(type: Self.type) }
    isSuccess = payload[0] == 1
    usedWeight = UInt32(truncatingIfNeeded: payload.littleEndian(at: 1, byteCount: 4))
    weightLimit = UInt32(truncatingIfNeeded: payload.littleEndian(at: 5, byteCount: 4))
  }
}
