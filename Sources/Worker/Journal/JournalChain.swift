internal import LinuxIO
internal import Signing
internal import Values

/// Where a chain of records stands, and how the next one is joined to it.
///
/// A record in a file:
/// ```
/// u32 byteCount   of the body
/// u64 number      one more than that of the record before
/// u32 check       CRC-32C of the twelve bytes before: a length that was flipped is not taken for a torn tail
/// …   body
/// 32  digest      SHA-256 of the digest before, the number and the body
/// u32 check       CRC-32C of body and digest
/// ```
/// The digest stands in each record, though it could be worked out: so it can be said which record does not
/// hold, and a journal opens without hashing all of them (`FrameReader.Depth`).
struct JournalChain {
  /// Bytes before a body.
  static let headByteCount = 16
  /// Bytes behind a body.
  static let tailByteCount = SHA256.byteCount + 4
  /// Bytes that a frame adds to a body.
  static let frameByteCount = headByteCount + tailByteCount

  /// The number of the last record; 0 when there is none.
  var number: UInt64
  /// Its digest, or what stands for the digest before the first.
  var head: [UInt8]

  private let hash = SHA256()

  init(number: UInt64, head: [UInt8]) {
    self.number = number
    self.head = head
  }

  /// Where the chain stands before the first record of a file.
  init(behind header: JournalHeader) {
    self.init(number: header.firstRecord - 1, head: header.head)
  }

  /// The digest of a record that comes next.
  ///
  /// - Parameter frameNumber: its number, as the frame has it.
  func digest(of body: Span<UInt8>, frameNumber: Span<UInt8>) -> [UInt8] {
    take(body, frameNumber)
    return hash.finished()
  }

  private func take(_ body: Span<UInt8>, _ frameNumber: Span<UInt8>) {
    hash.add(head.span)
    hash.add(frameNumber)
    hash.add(body)
  }

  /// Goes on behind a record that has been read, whose digest is given. In place: a journal is opened by
  /// doing this for each of a million records.
  mutating func goOn(to digest: Span<UInt8>) {
    for index in digest.indices { head[index] = digest[index] }
    number += 1
  }

  /// Joins a record to the chain and appends it, framed.
  mutating func append(_ body: [UInt8], to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.reserveCapacity(start + body.count + Self.frameByteCount)
    RecordBytes.append(UInt32(body.count), to: &bytes)
    RecordBytes.append(number + 1, to: &bytes)
    let headCheck = CRC32C.of(bytes.span.extracting(start..<start + Self.headByteCount - 4))
    RecordBytes.append(headCheck, to: &bytes)
    bytes.append(copying: body.span)
    take(body.span, bytes.span.extracting(Self.numberPlace(start)))
    hash.finish(into: &head)
    number += 1
    bytes.append(copying: head.span)
    let bodyCheck = CRC32C.of(bytes.span.extracting((start + Self.headByteCount)...))
    RecordBytes.append(bodyCheck, to: &bytes)
  }

  /// Where the number of the record lies whose frame begins at `start`.
  static func numberPlace(_ start: Int) -> Range<Int> { start + 4..<start + 12 }
}
