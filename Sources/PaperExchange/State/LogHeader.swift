internal import Signing

/// The first bytes of a log: what the exchange was when it began.
///
/// Fixed in length, so that nothing in it has to be believed before its checksum has been looked at.
public struct LogHeader: Sendable, Hashable {
  /// The version of everything behind the header. Another one is refused.
  public static let formatVersion: UInt32 = 1
  /// Bytes of a header.
  public static let byteCount = 96
  static let mark = Array("BHPAPER\n".utf8)

  /// The seed that the markets follow from.
  public let seed: UInt64
  /// The digest of what was listed.
  public let listings: [UInt8]
  /// The exchange's time when the log was begun, in milliseconds.
  public let time: Int

  /// A header from its parts.
  ///
  /// - Precondition: `listings` is a digest.
  public init(seed: UInt64, listings: [UInt8], time: Int) {
    precondition(listings.count == SHA256.byteCount)
    self.seed = seed
    self.listings = listings
    self.time = time
  }

  /// The header as it stands in the file.
  public var bytes: [UInt8] {
    var writer = LogBytes()
    writer.append(raw: Self.mark)
    writer.append(Self.formatVersion)
    writer.append(seed)
    writer.append(raw: listings)
    writer.append(Int64(time))
    writer.append(raw: [UInt8](repeating: 0, count: Self.byteCount - 4 - writer.bytes.count))
    writer.append(Checksum.of(writer.bytes))
    return writer.bytes
  }

  /// Whether these bytes, fewer than a header has, can be one that was not finished: its beginning, or zeros.
  public static func mayBeUnfinished(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 == 0 } || bytes.starts(with: mark.prefix(bytes.count))
  }

  /// Reads a header.
  ///
  /// - Precondition: exactly `byteCount` bytes.
  /// - Throws: `notALog`, `damagedHeader`, or `formatVersion` for a log of another version.
  public init(_ bytes: [UInt8]) throws(LogFailure) {
    precondition(bytes.count == Self.byteCount)
    var reader = LogByteReader(bytes[...])
    guard reader.raw(Self.mark.count).map(Array.init) == Self.mark else { throw .notALog }
    var checked = LogByteReader(bytes[(Self.byteCount - 4)...])
    guard checked.number(UInt32.self) == Checksum.of(bytes.dropLast(4)),
      let version = reader.number(UInt32.self)
    else { throw .damagedHeader }
    guard version == Self.formatVersion else { throw .formatVersion(version) }
    guard let seed = reader.number(UInt64.self), let listings = reader.raw(SHA256.byteCount),
      let time = reader.number(Int64.self)
    else { throw .damagedHeader }
    self.init(seed: seed, listings: Array(listings), time: Int(time))
  }
}
