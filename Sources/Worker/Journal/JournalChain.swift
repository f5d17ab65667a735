internal import LinuxIO
internal import Signing

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
  func digest(of body: Span<UInt8>) -> [UInt8] {
    hash.add(head)
    var numbers = RecordBytes()
    numbers.append(number + 1)
    hash.add(numbers.bytes)
    hash.add(body)
    return hash.finished()
  }

  /// Goes on behind a record that has been read, whose digest is given. In place: a journal is opened by
  /// doing this for each of a million records.
  mutating func goOn(to digest: Span<UInt8>) {
    for index in digest.indices { head[index] = digest[index] }
    number += 1
  }

  /// Joins a record to the chain and appends it, framed.
  mutating func append(_ body: [UInt8], to bytes: inout [UInt8]) {
    var start = RecordBytes()
    start.append(UInt32(body.count))
    start.append(number + 1)
    start.append(CRC32C.of(start.bytes.span))
    var rest = RecordBytes()
    rest.append(raw: body)
    head = digest(of: body.span)
    number += 1
    rest.append(raw: head)
    rest.append(CRC32C.of(rest.bytes.span))
    bytes += start.bytes
    bytes += rest.bytes
  }
}
