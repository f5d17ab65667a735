/// Server-sent events as bytes (WHATWG HTML, "Server-sent events").
public enum EventStream {
  /// The media type of a stream of events.
  public static let mediaType = "text/event-stream"

  /// Appends one event.
  ///
  /// - Parameters:
  ///   - id: what a client that comes back will name as the last one it has seen; ASCII without line ends.
  ///   - name: the kind of event; `message` is what clients take one without a name for.
  ///   - retryMilliseconds: how long a client should wait before it comes back.
  ///   - text: the event's data. Each of its lines becomes a line of the event; empty for an event that only
  ///     brings an id.
  public static func append(
    id: String? = nil, name: String? = nil, retryMilliseconds: Int? = nil, text: Span<UInt8>,
    to bytes: inout [UInt8]
  ) {
    if let id { appendField("id: ", id, to: &bytes) }
    if let name { appendField("event: ", name, to: &bytes) }
    if let retryMilliseconds { appendField("retry: ", String(retryMilliseconds), to: &bytes) }
    var start = 0
    while true {
      var end = start
      // A carriage return ends a line of a stream too.
      while end < text.count, text[end] != HTTPByte.lineFeed, text[end] != HTTPByte.carriageReturn {
        end += 1
      }
      bytes.append(contentsOf: "data: ".utf8)
      bytes.append(text, start..<end)
      bytes.append(HTTPByte.lineFeed)
      if end == text.count { break }
      let isPair =
        text[end] == HTTPByte.carriageReturn && end + 1 < text.count && text[end + 1] == HTTPByte.lineFeed
      start = end + (isPair ? 2 : 1)
    }
    bytes.append(HTTPByte.lineFeed)
  }

  /// Appends a line that means nothing, so that everybody on the way sees that the stream lives.
  public static func appendComment(to bytes: inout [UInt8]) {
    bytes.append(contentsOf: ":\n\n".utf8)
  }

  private static func appendField(_ name: String, _ value: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: name.utf8)
    bytes.append(contentsOf: value.utf8)
    bytes.append(HTTPByte.lineFeed)
  }
}
