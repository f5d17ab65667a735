internal import HTTP
internal import LinuxIO

/// The field lines of replies, ready to be sent.
///
/// Answers hold what an account has: nothing on the way may keep one (`no-store`).
@LoopActor
final class ReplyFields {
  static let sessionField = "Mcp-Session-Id"

  private static let always = "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
  private static let exposed = "Mcp-Session-Id, WWW-Authenticate, Retry-After"

  private let json = Array("Content-Type: application/json\r\n\(always)".utf8)
  private let bare = Array(always.utf8)
  private var date: [UInt8] = []
  private var dateSeconds = -1

  /// Field lines of a reply with a JSON body.
  func json(_ place: ReplyPlace) -> [UInt8] { lines(json, place) }

  /// Field lines of a reply without a body.
  func bare(_ place: ReplyPlace) -> [UInt8] { lines(bare, place) }

  private func lines(_ first: [UInt8], _ place: ReplyPlace) -> [UInt8] {
    noteDate()
    var lines = first + date
    if let session = place.openedSession { lines += "\(Self.sessionField): \(session)\r\n".utf8 }
    for field in Self.crossOrigin(place.origin) { lines += "\(field.name): \(field.value)\r\n".utf8 }
    return lines
  }

  /// What lets the page of an allowed origin read a reply (WHATWG Fetch, "CORS protocol").
  static func crossOrigin(_ origin: String?) -> [(name: String, value: String)] {
    guard let origin else { return [] }
    return [
      ("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", exposed), ("Vary", "Origin"),
    ]
  }

  /// The fields of a refusal.
  func refusal(_ refusal: TransportRefusal, origin: String?) -> HTTPHeaders {
    HTTPHeaders(
      [("Content-Type", "application/json"), ("Cache-Control", "no-store"), dateField] + refusal.fields
        + Self.crossOrigin(origin))
  }

  /// The fields of a stream of events. `X-Accel-Buffering` tells nginx to hand on each event when it comes.
  func events(_ place: ReplyPlace) -> HTTPHeaders {
    var pairs = [
      (name: "Content-Type", value: EventStream.mediaType), ("Cache-Control", "no-store"),
      ("X-Accel-Buffering", "no"), dateField,
    ]
    if let session = place.openedSession { pairs.append((Self.sessionField, session)) }
    return HTTPHeaders(pairs + Self.crossOrigin(place.origin))
  }

  private var dateField: (name: String, value: String) {
    ("Date", HTTPDate.text(seconds: EventLoop.turnWallClockMilliseconds / 1_000))
  }

  private func noteDate() {
    let seconds = EventLoop.turnWallClockMilliseconds / 1_000
    if seconds == dateSeconds { return }
    dateSeconds = seconds
    date = Array("Date: \(HTTPDate.text(seconds: seconds))\r\n".utf8)
  }
}
