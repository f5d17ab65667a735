/// Makes the bytes of a log's records, in their order.
public struct LogWriter: Sendable {
  private var chain: LogChain
  /// The exchange's time of the last record in milliseconds.
  public private(set) var lastTime: Int

  init(chain: LogChain, lastTime: Int) {
    self.chain = chain
    self.lastTime = lastTime
  }

  /// A writer for the records behind a header.
  public init(_ header: LogHeader) {
    chain = LogChain(header)
    lastTime = header.time
  }

  /// Records so far.
  public var recordCount: Int { chain.count }

  /// The next record as it is to be written behind all before it.
  ///
  /// - Precondition: time does not go back.
  public mutating func bytes(of record: LogRecord) -> [UInt8] {
    precondition(record.time >= lastTime, "the exchange's time does not go back")
    lastTime = record.time
    return chain.appending(record.bytes)
  }
}
