/// A key that is written or looked for again and again: quoted, escaped and with its colon, once and for all.
public struct JSONKey: Sendable {
  /// `"name":`.
  let bytes: [UInt8]
  /// The name alone.
  let name: [UInt8]
  /// Its bit in a `JSONObject`.
  let mark: UInt64

  /// The key of this name.
  public init(_ name: String) {
    var bytes: [UInt8] = []
    JSONEscaping.appendString(name.utf8Span.span, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    self.bytes = bytes
    let plain = Array(name.utf8)
    self.name = plain
    mark = JSONObject.mark(of: plain.span)
  }
}
