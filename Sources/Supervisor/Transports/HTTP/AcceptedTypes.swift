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

  /// What the ranges of a client say of one type.
  private struct Judgement {
    /// How closely the range that counts names the type; -1 while none does.
    private var precision = -1
    private(set) var isTaken = false

    /// Notes a range. The closest one counts, wherever it stands: `application/json;q=0, */*` takes anything
    /// but JSON.
    mutating func note(_ isTaken: Bool, precision: Int) {
      guard precision > self.precision || (precision == self.precision && isTaken) else { return }
      self.precision = precision
      self.isTaken = isTaken
    }
  }

  /// Reads the fields. A request without any takes everything.
  init(_ headers: HTTPHeaders) {
    let values = headers.byteValues(for: "accept")
    var (json, events) = (Judgement(), Judgement())
    for value in values {
      for range in value.split(separator: UInt8(ascii: ",")) {
        let parts = range.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let first = parts.first else { continue }
        let isTaken = !parts.dropFirst().contains(where: Self.isZeroQuality)
        switch FieldText.lowercased(first) {
        case "*/*":
          json.note(isTaken, precision: 0)
          events.note(isTaken, precision: 0)
        case "application/*": json.note(isTaken, precision: 1)
        case "application/json": json.note(isTaken, precision: 2)
        case "text/*": events.note(isTaken, precision: 1)
        case "text/event-stream":
          events.note(isTaken, precision: 2)
          if isTaken { asksForEvents = true }
        default: continue
        }
      }
    }
    takesJSON = values.isEmpty || json.isTaken
    takesEvents = values.isEmpty || events.isTaken
  }

  /// `q=0` and its longer forms: not acceptable.
  private static func isZeroQuality(_ parameter: ArraySlice<UInt8>) -> Bool {
    let text = FieldText.lowercased(parameter)
    guard text.hasPrefix("q=") else { return false }
    return text.dropFirst(2).utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
  }
}
