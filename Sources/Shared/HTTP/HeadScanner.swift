/// Collects the bytes of a head, or of trailers, up to and including the empty line, and refuses what no head
/// may hold.
///
/// The first of two passes. This one knows lines only: every line ends in CR LF, no other control character
/// but the tab, bounds kept. So the second pass (`FieldReader`) has a whole, bounded head in one piece and
/// need not care how it arrived; that is what makes a message mean the same however it was split.
struct HeadScanner: Sendable {
  /// The lines so far with their line ends.
  private(set) var bytes: [UInt8] = []
  /// Field lines so far.
  private(set) var headerCount = 0
  /// Bytes of the header section so far.
  private(set) var headerByteCount = 0
  /// Bytes of the start line without its line end, once it is whole.
  private(set) var startLineByteCount = 0
  /// Whether the empty line has come.
  private(set) var isComplete = false

  /// Whether nothing of a head has been taken yet.
  var isFresh: Bool { bytes.isEmpty }

  private var isInStartLine: Bool
  private var skipsEmptyLine: Bool
  private var lineByteCount = 0
  private var expectsLineFeed = false

  /// For a head.
  ///
  /// - Parameter skipsEmptyLine: takes one empty line before the start line, which some old clients send
  ///   after a body (RFC 9112 §2.2). A second one is refused.
  init(skipsEmptyLine: Bool) {
    isInStartLine = true
    self.skipsEmptyLine = skipsEmptyLine
  }

  /// For the trailers of a message whose headers took this much of the bounds.
  init(trailersAfter headerCount: Int, _ headerByteCount: Int) {
    isInStartLine = false
    skipsEmptyLine = false
    self.headerCount = headerCount
    self.headerByteCount = headerByteCount
  }

  /// Hands the whole head over and begins the next one, before which no empty line is skipped.
  mutating func takeBytes() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &bytes)
    headerCount = 0
    headerByteCount = 0
    startLineByteCount = 0
    isComplete = false
    isInStartLine = true
    skipsEmptyLine = false
    lineByteCount = 0
    expectsLineFeed = false
    return taken
  }

  /// Takes bytes from `start` on and returns the index after the last one taken: after the empty line, or the
  /// end of the input.
  mutating func receive(
    _ input: Span<UInt8>, from start: Int, limits: HTTPLimits
  ) throws(HTTPFailure) -> Int {
    var index = start
    var keptFrom = start
    while index < input.count, !isComplete {
      if expectsLineFeed {
        guard input[index] == HTTPByte.lineFeed else { throw .bareCarriageReturn }
        if !isInStartLine { try countHeaderByte(limits) }
        index += 1
        if try endLine(limits) {
          bytes.removeAll(keepingCapacity: true)
          keptFrom = index
        }
        continue
      }
      index = takeText(input, from: index, limits)
      guard index < input.count else { break }
      switch input[index] {
      case HTTPByte.carriageReturn:
        if !isInStartLine { try countHeaderByte(limits) }
        expectsLineFeed = true
        index += 1
      case HTTPByte.lineFeed:
        throw .bareLineFeed
      case let byte where HTTPByte.isText(byte):
        throw isInStartLine
          ? .startLineTooLong(byteCountMax: limits.startLineByteCountMax)
          : .headersTooLarge(byteCountMax: limits.headerByteCountMax)
      default:
        throw .controlCharacter
      }
    }
    bytes.append(input, keptFrom..<index)
    return index
  }

  /// Goes over text up to the first byte that is none, or to the bound.
  ///
  /// The bound stops the run itself, so that a byte beyond it is never looked at: the failure is the same
  /// whether the bytes came at once or one by one.
  @inline(__always)
  private mutating func takeText(_ input: Span<UInt8>, from start: Int, _ limits: HTTPLimits) -> Int {
    let allowance =
      isInStartLine
      ? limits.startLineByteCountMax - lineByteCount : limits.headerByteCountMax - headerByteCount
    let end = start + min(input.count - start, allowance)
    let index = input.textEnd(from: start, limit: end)
    lineByteCount += index - start
    if !isInStartLine { headerByteCount += index - start }
    return index
  }

  private mutating func countHeaderByte(_ limits: HTTPLimits) throws(HTTPFailure) {
    guard headerByteCount < limits.headerByteCountMax else {
      throw .headersTooLarge(byteCountMax: limits.headerByteCountMax)
    }
    headerByteCount += 1
  }

  /// Ends a line. Returns true when it is the empty line before a start line, which is not kept.
  private mutating func endLine(_ limits: HTTPLimits) throws(HTTPFailure) -> Bool {
    defer { lineByteCount = 0 }
    expectsLineFeed = false
    if isInStartLine {
      if lineByteCount == 0 {
        guard skipsEmptyLine else { throw .malformedStartLine }
        skipsEmptyLine = false
        return true
      }
      startLineByteCount = lineByteCount
      isInStartLine = false
      return false
    }
    if lineByteCount == 0 {
      isComplete = true
      return false
    }
    guard headerCount < limits.headerCountMax else { throw .tooManyHeaders(countMax: limits.headerCountMax) }
    headerCount += 1
    return false
  }
}
