/// A call's answer on its way back to the client.
public struct LinkOutcome: Sendable {
  /// Whose.
  public let callID: UInt64
  /// False for an error envelope.
  public let isSuccess: Bool
  /// The envelope: compact JSON, validated.
  public let envelope: [UInt8]
}
