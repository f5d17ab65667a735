internal import HTTP

/// Which kinds of body a client takes: the `Accept` fields of a request (RFC 9110 §12.5.1), as far as MCP
/// goes.
struct AcceptedTypes: Equatable {
  /// Whether it takes `application/json`.
  var takesJSON: Bool
  /// Whether it takes `text/event-stream`.
  var takesEvents: Bool
  /// Whether it names `text/event-stream`, and does not only take anything.
  var asksForEvents = false

  /// Reads the fields. A request without any takes everything.
  init(_ headers: HTTPHeaders) {
    let values = headers.byteValues(for: "accept")
    takesJSON = values.isEmpty
    takesEvents = values.isEmpty
    for value in values {
      for range in value.split(separator: UInt8(ascii: ",")) { add(range) }
    }
  }

  private mutating func add(_ range: ArraySlice<UInt8>) {
    let parts = range.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard let first = parts.first else { return }
    let type = FieldText.lowercased(first)
    if parts.dropFirst().contains(where: Self.isZeroQuality) { return }
    switch type {
    case "*/*": (takesJSON, takesEvents) = (true, true)
    case "application/*", "application/json": takesJSON = true
    case "text/event-stream": (takesEvents, asksForEvents) = (true, true)
    case "text/*": takesEvents = true
    default: return
    }
  }

  /// `q=0` and its longer forms: not acceptable.
  private static func isZeroQuality(_ parameter: ArraySlice<UInt8>) -> Bool {
    let text = FieldText.lowercased(parameter)
    guard text.hasPrefix("q=") else { return false }
    return text.dropFirst(2).utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
  }
}
