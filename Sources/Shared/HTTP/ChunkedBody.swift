/// Takes a chunked body apart (RFC 9112 §7.1): sizes read, extensions and trailers checked, bounded and
/// dropped.
struct ChunkedBody: Sendable {
  private enum Stage {
    case firstDigit, size, blank, extensions, sizeLineFeed, data, dataReturn, dataLineFeed, trailers, complete
  }

  /// Hexadecimal digits of one size: sixty bits, far beyond any bound on bodies, so that the sum cannot
  /// overflow.
  private static let digitCountMax = 15

  private var stage = Stage.firstDigit
  private var size = 0
  private var digitCount = 0
  private var lineByteCount = 0
  private var overheadByteCount = 0
  private var trailers: HeadScanner

  /// Takes what the head of the message had; trailers share its bounds.
  init(headerCount: Int, headerByteCount: Int) {
    trailers = HeadScanner(trailersAfter: headerCount, headerByteCount)
  }

  var isComplete: Bool { stage == .complete }

  /// Takes bytes from `start` on, appends the data among them to `body`, and returns the index after the last
  /// one taken.
  mutating func receive(
    _ input: Span<UInt8>, from start: Int, into body: inout [UInt8], limits: HTTPLimits
  ) throws(HTTPFailure) -> Int {
    var index = start
    while index < input.count {
      switch stage {
      case .data:
        let end = index + min(size, input.count - index)
        body.append(input, index..<end)
        size -= end - index
        index = end
        if size == 0 { stage = .dataReturn }
      case .trailers:
        index = try trailers.receive(input, from: index, limits: limits)
        if trailers.isComplete { try endTrailers() }
      case .complete:
        return index
      default:
        try receiveFraming(input[index], body.count, limits)
        index += 1
      }
    }
    return index
  }

  private mutating func receiveFraming(
    _ byte: UInt8, _ bodyByteCount: Int, _ limits: HTTPLimits
  ) throws(HTTPFailure) {
    overheadByteCount += 1
    switch stage {
    case .dataReturn:
      guard byte == HTTPByte.carriageReturn else { throw .malformedChunk }
      stage = .dataLineFeed
    case .dataLineFeed:
      guard byte == HTTPByte.lineFeed else { throw .malformedChunk }
      stage = .firstDigit
    case .sizeLineFeed:
      guard byte == HTTPByte.lineFeed else { throw .bareCarriageReturn }
      try endSizeLine(bodyByteCount, limits)
    default:
      if byte == HTTPByte.carriageReturn {
        // Blanks that no extension follows are refused too: the grammar has none, and readers differ about
        // them.
        guard stage == .size || stage == .extensions else { throw .malformedChunk }
        stage = .sizeLineFeed
        return
      }
      lineByteCount += 1
      guard lineByteCount <= limits.chunkLineByteCountMax else {
        throw .chunkLineTooLong(byteCountMax: limits.chunkLineByteCountMax)
      }
      try receiveSizeLine(byte)
    }
  }

  private mutating func receiveSizeLine(_ byte: UInt8) throws(HTTPFailure) {
    guard byte != HTTPByte.lineFeed else { throw .bareLineFeed }
    guard HTTPByte.isText(byte) else { throw .controlCharacter }
    switch stage {
    case .firstDigit, .size:
      if let digit = HTTPByte.hexadecimalValue(byte) {
        guard digitCount < ChunkedBody.digitCountMax else { throw .malformedChunk }
        digitCount += 1
        size = size << 4 | Int(digit)
        stage = .size
      } else {
        guard stage == .size else { throw .malformedChunk }
        stage = try ChunkedBody.stage(afterSize: byte)
      }
    case .blank:
      stage = try ChunkedBody.stage(afterSize: byte)
    default:
      break
    }
  }

  private static func stage(afterSize byte: UInt8) throws(HTTPFailure) -> Stage {
    if byte == HTTPByte.semicolon { return .extensions }
    guard HTTPByte.isBlank(byte) else { throw .malformedChunk }
    return .blank
  }

  private mutating func endSizeLine(_ bodyByteCount: Int, _ limits: HTTPLimits) throws(HTTPFailure) {
    guard overheadByteCount - bodyByteCount <= limits.chunkOverheadByteCountMax else {
      throw .tooMuchChunkOverhead(byteCountMax: limits.chunkOverheadByteCountMax)
    }
    guard size <= limits.bodyByteCountMax - bodyByteCount else {
      throw .bodyTooLarge(byteCountMax: limits.bodyByteCountMax)
    }
    stage = size == 0 ? .trailers : .data
    digitCount = 0
    lineByteCount = 0
  }

  /// Trailers must be well-formed fields, and then are dropped: a Host or a length among them must mean
  /// nothing to anybody.
  private mutating func endTrailers() throws(HTTPFailure) {
    _ = try FieldReader(trailers.bytes.span, from: 0, count: trailers.headerCount)
    stage = .complete
  }
}
