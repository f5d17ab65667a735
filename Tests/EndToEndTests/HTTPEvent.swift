import Foundation

/// One server-sent event, read by the rules of the standard and not by the product's own writer.
struct HTTPEvent: Equatable {
  var id: String?
  var name = "message"
  var retry: Int?
  var data = ""

  /// Takes the whole events off the front of a stream; comments are passed over.
  static func take(from bytes: inout [UInt8]) -> [HTTPEvent] {
    var events: [HTTPEvent] = []
    while let end = endOfEvent(in: bytes) {
      let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\n")
      bytes.removeFirst(end + 2)
      var event = HTTPEvent()
      var data: [Substring] = []
      var hasField = false
      for line in lines where !line.hasPrefix(":") {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        var value = parts.count > 1 ? parts[1] : ""
        if value.hasPrefix(" ") { value = value.dropFirst() }
        hasField = true
        switch parts[0] {
        case "id": event.id = String(value)
        case "event": event.name = String(value)
        case "retry": event.retry = Int(value)
        case "data": data.append(value)
        default: break
        }
      }
      event.data = data.joined(separator: "\n")
      if hasField { events.append(event) }
    }
    return events
  }

  private static func endOfEvent(in bytes: [UInt8]) -> Int? {
    guard bytes.count >= 2 else { return nil }
    return (0..<(bytes.count - 1)).first { bytes[$0] == 10 && bytes[$0 + 1] == 10 }
  }

  /// The message that it carries.
  func message() throws -> Answer { try Answer(Array(data.utf8)) }
}
