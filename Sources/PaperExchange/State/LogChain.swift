internal import Signing

/// What ties the records of a log together: each one's digest covers the one before it, so none can be
/// missing, swapped or taken from another log.
///
/// ```
/// u32 byteCount   of the payload
/// u32 checksum    of the payload
/// u32 checksum    of the two fields before it and of the record's number
/// …   payload
/// 32  digest      of the digest before, the three fields and the payload; the first one's is the header's
/// ```
///
/// The length has a checksum of its own: a length that was damaged could otherwise point behind the end of
/// the file, and everything from there on would look like a record that was never finished.
struct LogChain: Sendable, Hashable {
  /// Bytes before the payload.
  static let headByteCount = 12

  /// Records so far.
  private(set) var count = 0
  private(set) var digest: [UInt8]

  init(_ header: LogHeader) {
    digest = SHA256.digest(of: header.bytes)
  }

  /// The next record as it stands in the file.
  mutating func appending(_ payload: [UInt8]) -> [UInt8] {
    precondition(payload.count <= LogRecord.byteCountMax, "requests are bounded")
    var writer = LogBytes()
    writer.append(UInt32(payload.count))
    writer.append(Checksum.of(payload))
    writer.append(headChecksum(writer.bytes))
    writer.append(raw: payload)
    advance(over: writer.bytes)
    return writer.bytes + digest
  }

  /// The length of the payload that a head announces; `nil` when its checksum is wrong.
  func payloadByteCount(_ head: ArraySlice<UInt8>) -> Int? {
    var reader = LogByteReader(head)
    guard let count = reader.number(UInt32.self), reader.number(UInt32.self) != nil,
      reader.number(UInt32.self) == headChecksum(head.prefix(8)), count <= UInt32(LogRecord.byteCountMax)
    else { return nil }
    return Int(count)
  }

  /// Whether a whole record is the next one; goes on to it when it is.
  mutating func accept(_ record: ArraySlice<UInt8>) -> Bool {
    let body = record.dropLast(SHA256.byteCount)
    var reader = LogByteReader(body.dropFirst(4))
    guard reader.number(UInt32.self) == Checksum.of(body.dropFirst(Self.headByteCount)) else { return false }
    var next = self
    next.advance(over: body)
    guard record.suffix(SHA256.byteCount).elementsEqual(next.digest) else { return false }
    self = next
    return true
  }

  private mutating func advance(over body: some Sequence<UInt8>) {
    let sum = SHA256()
    sum.add(digest)
    sum.add(body)
    digest = sum.finished()
    count += 1
  }

  private func headChecksum(_ fields: some Sequence<UInt8>) -> UInt32 {
    var writer = LogBytes()
    writer.append(raw: Array(fields))
    writer.append(UInt64(count))
    return Checksum.of(writer.bytes)
  }
}
