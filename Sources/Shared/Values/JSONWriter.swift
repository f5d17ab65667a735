/// Appends compact JSON to a buffer: no white space, one line whatever the strings hold.
///
/// The writer sets the commas. What follows what is up to the caller; the tests of each caller read back what
/// it writes. Control characters are escaped, and so are U+2028, U+2029 and U+0085, which are legal raw and
/// hang clients that read by lines.
public struct JSONWriter: Sendable {
  /// What has been written.
  public private(set) var bytes: [UInt8]

  /// Whether a comma is due before the next value or key.
  private var needsComma = false

  /// An empty writer with room for that many bytes.
  public init(reservingByteCount: Int = 256) {
    bytes = []
    bytes.reserveCapacity(reservingByteCount)
  }

  /// A writer that goes on behind what a buffer holds; no comma is due.
  public init(behind bytes: consuming [UInt8]) {
    self.bytes = bytes
  }

  /// Gives what has been written away and starts over without memory.
  public mutating func takeBytes() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    needsComma = false
    return taken
  }

  /// Starts over.
  public mutating func removeAll(keepingCapacity: Bool = true) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
    needsComma = false
  }

  /// Opens an object.
  public mutating func beginObject() { open(UInt8(ascii: "{")) }

  /// Closes the innermost object.
  public mutating func endObject() { close(UInt8(ascii: "}")) }

  /// Opens an array.
  public mutating func beginArray() { open(UInt8(ascii: "[")) }

  /// Closes the innermost array.
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  /// Writes a key; its value has to follow.
  public mutating func key(_ key: String) {
    separate()
    JSONEscaping.appendString(key.utf8Span.span, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a key that was prepared; its value has to follow.
  public mutating func key(_ key: JSONKey) {
    separate()
    bytes.append(contentsOf: key.bytes)
    needsComma = false
  }

  /// Writes a string.
  public mutating func string(_ text: String) {
    separate()
    JSONEscaping.appendString(text.utf8Span.span, to: &bytes)
  }

  /// Writes a string from UTF-8. Bytes that are not UTF-8 become U+FFFD, so that the result is JSON whatever
  /// comes in.
  public mutating func string(utf8 slice: ArraySlice<UInt8>) {
    separate()
    if JSONEscaping.isUTF8(slice.span) {
      JSONEscaping.appendString(slice.span, to: &bytes)
    } else {
      JSONEscaping.appendString(String(decoding: slice, as: UTF8.self).utf8Span.span, to: &bytes)
    }
  }

  /// Writes a whole number.
  public mutating func number(_ value: Int) {
    separate()
    JSONEscaping.appendInteger(value, to: &bytes)
  }

  /// Writes a number by its text.
  ///
  /// - Precondition: the text is a JSON number; whoever does not know that writes a string.
  public mutating func number(text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes an amount as a JSON string in plain notation: a reader that knows only binary floating point
  /// would change a number.
  public mutating func decimal(_ value: ExactDecimal) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    value.append(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// Writes `true` or `false`.
  public mutating func boolean(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes `null`.
  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes a comma when one is due; one is due again after the value that follows.
  @inline(__always)
  mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Lets the other files of the writer append; the commas are theirs to ask for with `separate()`.
  @inline(__always)
  mutating func append(_ change: (inout [UInt8]) -> Void) { change(&bytes) }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }
}
