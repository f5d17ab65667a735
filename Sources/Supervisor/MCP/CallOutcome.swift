/// How a call ended, as the envelope that the client gets.
public enum CallOutcome: Sendable {
  /// `{"success":true,…}`, one valid JSON object.
  case success([UInt8])
  /// `{"success":false,"error":…}`, one valid JSON object.
  case failure([UInt8])
}
