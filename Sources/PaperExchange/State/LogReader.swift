internal import Signing

/// Takes a log apart, piece by piece as it is read: memory is bounded by one piece and one record.
public struct LogReader: Sendable {
  /// What comes next.
  public enum Step: Sendable, Hashable {
    /// A record that is what was written.
    case record(LogRecord)
    /// More bytes are needed.
    case needsMore
    /// There is nothing more.
    case end(End)
  }

  /// How a log ends.
  public struct End: Sendable, Hashable {
    /// Bytes of the file up to the end of the last whole record, the header included.
    public let byteCount: Int
    /// Bytes behind it: a record that was not finished when the program or the machine stopped.
    public let tornByteCount: Int
  }

  /// What the log was begun with.
  public let header: LogHeader
  private(set) var chain: LogChain
  private var buffer: [UInt8] = []
  private var start = 0
  private var byteCount = LogHeader.byteCount
  /// Where the last record begins.
  private(set) var byteCountBeforeLast = LogHeader.byteCount
  private var isComplete = false
  private var latest: Int

  /// - Parameter header: what the first `LogHeader.byteCount` bytes said; not to be passed to `receive`.
  public init(_ header: LogHeader) {
    self.header = header
    chain = LogChain(header)
    latest = header.time
  }

  /// Records so far.
  public var recordCount: Int { chain.count }
  /// The exchange's time of the last record in milliseconds.
  public var lastTime: Int { latest }

  /// Takes the next bytes of the file; none at its end.
  public mutating func receive(_ bytes: [UInt8]) {
    if bytes.isEmpty { isComplete = true }
    buffer.removeFirst(start)
    start = 0
    buffer.append(contentsOf: bytes)
  }

  /// The next record.
  ///
  /// - Throws: `damaged` or `meaningless`. What stands at the end of the file and was never finished is not
  ///   thrown but part of `end`.
  public mutating func next() throws(LogFailure) -> Step {
    let rest = buffer[start...]
    guard rest.count >= LogChain.headByteCount else { return isComplete ? end() : .needsMore }
    guard let payload = chain.payloadByteCount(rest.prefix(LogChain.headByteCount)) else {
      return try damage(isWhole: false)
    }
    let recordByteCount = LogChain.headByteCount + payload + SHA256.byteCount
    guard rest.count >= recordByteCount else { return isComplete ? end() : .needsMore }
    let (number, byte) = (chain.count, byteCount)
    let bytes = rest.prefix(recordByteCount)
    guard chain.accept(bytes) else { return try damage(isWhole: rest.count == recordByteCount) }
    start += recordByteCount
    byteCountBeforeLast = byteCount
    byteCount += recordByteCount
    guard let record = LogRecord(bytes.dropFirst(LogChain.headByteCount).dropLast(SHA256.byteCount)),
      record.time >= latest
    else { throw .meaningless(record: number, byte: byte) }
    latest = record.time
    return .record(record)
  }

  private func end() -> Step {
    .end(End(byteCount: byteCount, tornByteCount: buffer.count - start))
  }

  /// A record that is not what was written. Behind the last whole one a file system may have made the file
  /// longer and not have written it when the power went: then zeros stand there to the end. Anything else is
  /// damage, and cutting it off would lose what was answered.
  private mutating func damage(isWhole: Bool) throws(LogFailure) -> Step {
    let rest = buffer[start...]
    let overhead = LogChain.headByteCount + SHA256.byteCount
    if !isComplete, rest.count <= LogRecord.byteCountMax + overhead { return .needsMore }
    let zeroCount = rest.reversed().prefix { $0 == 0 }.count
    let hasNoHead = zeroCount > rest.count - LogChain.headByteCount
    if isComplete, hasNoHead || (isWhole && zeroCount >= Self.zeroCountMin) { return end() }
    throw .damaged(record: chain.count, byte: byteCount)
  }

  /// A digest ends with that many zeros once in 2¹²⁸ times.
  private static let zeroCountMin = 16
}
