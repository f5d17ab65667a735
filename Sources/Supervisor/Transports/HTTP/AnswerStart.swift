/// How answers begin, as far as a status depends on it.
enum AnswerStart {
  private static let withoutID = Array(#"{"jsonrpc":"2.0","error":"#.utf8)
  private static let withNull = Array(#"{"jsonrpc":"2.0","id":null,"error":"#.utf8)

  /// The same answer without an `id` that is null: over HTTP an error about something that was no request has
  /// none, and 2026-07-28 allows no null.
  static func withoutNullID(_ answer: [UInt8]) -> [UInt8] {
    guard answer.starts(with: withNull) else { return answer }
    return withoutID + answer.dropFirst(withNull.count)
  }

  /// Whether it is an error about something that was no request: MCP answers such a POST with a status of
  /// failure (2025-11-25, "Sending Messages to the Server").
  static func isErrorWithoutID(_ answer: [UInt8]) -> Bool {
    answer.starts(with: withoutID) || answer.starts(with: withNull)
  }
}
