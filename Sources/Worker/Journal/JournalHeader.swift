internal import LinuxIO
internal import Signing

/// The first bytes of a journal's file: whose it is, and which file it continues.
///
/// Fixed in length, so that nothing in it has to be believed before its check has been looked at.
struct JournalHeader: Sendable, Equatable {
  /// The version of everything in the file. A file of a later one is refused; one of an earlier one is read.
  static let formatVersion: UInt32 = 1
  /// Bytes of a header.
  static let byteCount = 256
  private static let mark = Array("BHJRNL\r\n".utf8)

  /// The version that the file was written in.
  var formatVersion = Self.formatVersion
  /// Random, the same in every file that continues one journal: a journal that was deleted and begun anew is
  /// another one.
  var journal: [UInt8]
  /// Which file of the journal: 1 is the first.
  var fileNumber: UInt64
  /// The number of the first record in it.
  var firstRecord: UInt64
  /// The head of the chain where the file before ends; zeros in the first.
  var previousHead: [UInt8]
  /// `live`, `testnet`, `paper-…` or `custom-…`.
  var scope: String
  /// The account at the exchange.
  var account: String
  /// Wall clock, milliseconds since 1970.
  var madeAtMilliseconds: Int

  /// The header as it stands in the file.
  ///
  /// - Precondition: scope and account have at most `RecordBounds.nameByteCountMax` bytes.
  var bytes: [UInt8] {
    var writer = RecordBytes()
    writer.append(raw: Self.mark)
    writer.append(formatVersion)
    writer.append(raw: journal)
    writer.append(fileNumber)
    writer.append(firstRecord)
    writer.append(raw: previousHead)
    writer.append(time: madeAtMilliseconds)
    writer.append(clipped: scope, byteCountMax: RecordBounds.nameByteCountMax)
    writer.append(clipped: account, byteCountMax: RecordBounds.nameByteCountMax)
    writer.append(raw: [UInt8](repeating: 0, count: Self.byteCount - 4 - writer.bytes.count))
    writer.append(CRC32C.of(writer.bytes.span))
    return writer.bytes
  }

  /// The head of the chain before the first record.
  var head: [UInt8] { SHA256.digest(of: bytes) }
}

extension JournalHeader {
  /// Bytes of `journal`.
  static let journalByteCount = 16

  /// Reads a header.
  ///
  /// - Throws: `damaged`, or `unknownFormat`.
  init(_ bytes: [UInt8], file: String) throws(JournalFailure) {
    guard bytes.count == Self.byteCount else {
      throw .damaged(file: file, offset: bytes.count, reason: "it ends within its header")
    }
    guard bytes.starts(with: Self.mark) else {
      throw .damaged(file: file, offset: 0, reason: "it does not begin as a journal does")
    }
    var fault: JournalFailure {
      .damaged(file: file, offset: 0, reason: "its header is not as it was written")
    }
    var reader = RecordReader(bytes, Self.mark.count..<Self.byteCount - 4)
    var checked = RecordReader(bytes, Self.byteCount - 4..<Self.byteCount)
    do throws(RecordReader.Fault) {
      let check = try checked.number(UInt32.self)
      guard check == CRC32C.of(bytes.span.extracting(0..<Self.byteCount - 4)) else { throw .init() }
      formatVersion = try reader.number()
      journal = try reader.raw(Self.journalByteCount)
      fileNumber = try reader.number()
      firstRecord = try reader.number()
      previousHead = try reader.raw(SHA256.byteCount)
      madeAtMilliseconds = try reader.time()
      scope = try reader.name()
      account = try reader.name()
    } catch {
      throw fault
    }
    guard formatVersion >= 1 else { throw fault }
    guard formatVersion <= Self.formatVersion else {
      throw .unknownFormat(file: file, version: Int(formatVersion))
    }
  }
}
