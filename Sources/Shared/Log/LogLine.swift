/// Builds lines as they are written: `bulkhead[market] warning: text`, one line feed at the end and nowhere
/// else.
struct LogLine {
  /// Bytes of one line with its line feed: what a pipe takes in one piece (`PIPE_BUF`, pipe(7)).
  static let byteCountMax = 4096

  private static let cutMark = Array(" … (cut)".utf8)
  private static let replacement = Array("<redacted>".utf8)

  /// The lines so far.
  private(set) var bytes: [UInt8] = []

  private let process: String
  private let redaction: Redaction
  private let byteCountMax: Int
  private var lineStart = 0

  init(process: String, redaction: Redaction, byteCountMax: Int = LogLine.byteCountMax) {
    self.process = process
    self.redaction = redaction
    self.byteCountMax = byteCountMax
  }

  /// A text as it would stand in a line, without what stands before it.
  ///
  /// - Parameter byteCountMax: its length, with the mark that says that it was cut.
  static func text(_ text: String, redaction: Redaction, byteCountMax: Int) -> String {
    var line = LogLine(process: "", redaction: redaction, byteCountMax: byteCountMax)
    line.appendText(text)
    return String(decoding: line.bytes, as: UTF8.self)
  }

  /// Adds one line.
  ///
  /// Secrets are replaced before the cut is made, so that no half of one is left at the end. Control
  /// characters, line and paragraph separators and the marks that turn the direction of writing become
  /// `\u{…}`: text from outside can neither forge a line nor steer a terminal. A line is cut when it would
  /// leave no room for the mark that says so.
  mutating func append(_ level: Logger.Level, _ text: String) {
    lineStart = bytes.count
    let prefix = Array("bulkhead[\(process)] \(level.name): ".utf8)
    bytes.append(contentsOf: prefix.prefix(LogLine.byteCountMax / 4))
    appendText(text)
    bytes.append(0x0A)
  }

  private mutating func appendText(_ text: String) {
    let source = Array(text.utf8)
    var index = 0
    var isWhole = true
    while index < source.count, isWhole {
      if let match = redaction.match(source, at: index) {
        while index < match.start, isWhole { isWhole = appendScalar(source, &index) }
        isWhole = isWhole && append(LogLine.replacement[...])
        index = match.end
      } else {
        isWhole = appendScalar(source, &index)
      }
    }
    if !isWhole { bytes.append(contentsOf: LogLine.cutMark) }
  }

  private mutating func append(_ piece: ArraySlice<UInt8>) -> Bool {
    let room = byteCountMax - LogLine.cutMark.count - 1 - (bytes.count - lineStart)
    guard piece.count <= room else { return false }
    bytes.append(contentsOf: piece)
    return true
  }

  /// Appends the scalar at `index`, escaped if it must be, and moves on. The text comes from a `String`, so
  /// it is whole UTF-8.
  private mutating func appendScalar(_ source: [UInt8], _ index: inout Int) -> Bool {
    let start = index
    let lead = source[start]
    let byteCount = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    index = min(start + byteCount, source.count)
    var scalar = UInt32(lead)
    if byteCount > 1 { scalar &= 0x7F >> UInt32(byteCount) }
    for next in source[(start + 1)..<index] { scalar = scalar << 6 | UInt32(next & 0x3F) }
    guard LogLine.mustEscape(scalar) else { return append(source[start..<index]) }
    return append(Array("\\u{\(String(scalar, radix: 16, uppercase: true))}".utf8)[...])
  }

  private static func mustEscape(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x20, 0x7F...0x9F: true
    case 0x2028, 0x2029: true
    // Marks, embeddings and isolates that change the direction of writing (UAX #9).
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
