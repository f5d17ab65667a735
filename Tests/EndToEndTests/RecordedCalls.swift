import Foundation
import Testing

/// Every call of the table with what the workers sent because of it.
struct RecordedCalls {
  /// One call, what it sent in its order, and what its client was told.
  struct Entry {
    let call: RequestCall
    let requests: [RecordedRequest]
    let answer: Answer
  }

  /// What was sent before the first call: clocks, what each key may do, the orders of today.
  let start: [RecordedRequest]
  let entries: [Entry]
  /// What workers with a key asked without a signature: prices and rules, which they keep for a while, so
  /// that it depends on the time which call asks for them, and the clock.
  let besides: [RecordedRequest]

  /// Makes all calls, one after the other.
  init(_ venue: RecordedVenue) throws {
    try venue.waitUntilReady()
    var besides: [RecordedRequest] = []
    func ownRequests(from index: Int) -> [RecordedRequest] {
      let fresh = venue.recorder.requests[index...]
      besides += fresh.filter(Self.isBeside)
      return fresh.filter { !Self.isBeside($0) }
    }
    start = ownRequests(from: 0)
    var index = venue.recorder.count
    entries = try RequestCall.all.map { call in
      let answer = try venue.server.call(call.tool, call.arguments)
      defer { index = venue.recorder.count }
      return Entry(call: call, requests: ownRequests(from: index), answer: answer)
    }
    self.besides = besides
  }

  /// The price list belongs to the call that values an account by it; nobody keeps it.
  private static func isBeside(_ request: RecordedRequest) -> Bool {
    request.way == .configuration && request.keyID == nil && request.path != "/api/v3/ticker/price"
  }

  var all: [RecordedRequest] { start + entries.flatMap(\.requests) + besides }

  /// Everything as a text.
  func text(_ rendering: RequestRendering) -> String {
    var text = "# What workers send by themselves, and for several calls\n\n"
    text += Set((start + besides).map { rendering.text($0) }).sorted().joined(separator: "\n")
    for entry in entries {
      text += "\n# \(entry.call.tool) \(entry.call.text)\n\n"
      let keepsIDs = entry.call.arguments["idempotency_key"] != nil
      for request in entry.requests { text += rendering.text(request, keepsIDs: keepsIDs) + "\n" }
      text += rendering.text(entry.answer, hasSent: !entry.requests.isEmpty)
    }
    return text
  }
}
