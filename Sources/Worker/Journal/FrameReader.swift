internal import LinuxIO
internal import Signing

/// Takes the records of one file apart, in their order, and says where something is not as it was written.
struct FrameReader {
  /// How much is looked at.
  enum Depth {
    /// Checks and numbers: finds everything that happens by itself. Opening a journal does this. Hashing
    /// every record would lengthen each start and prove little, since whoever changes a record on purpose can
    /// work out its digest anew as well: only a head that was kept elsewhere tells, and comparing with it is
    /// what `audit verify` is for.
    case checks
    /// The digests too.
    case chain
  }

  /// What comes next.
  enum Step {
    /// A record; its body lies there, and the next one begins at `end`.
    case record(body: Range<Int>, end: Int)
    /// The bytes end within a record, and the file goes on.
    case needsMore
    /// The file ends here, behind a whole record.
    case end
    /// The file ends within a record, which nobody was ever told of: so many bytes.
    case torn(byteCount: Int)
  }

  let file: String
  var depth: Depth
  /// Where the chain stands.
  private(set) var chain: JournalChain
  /// Where in the file the next record begins.
  private(set) var offset: Int

  /// - Parameter offset: where in the file the next record begins.
  init(file: String, chain: JournalChain, offset: Int, depth: Depth) {
    self.file = file
    self.chain = chain
    self.offset = offset
    self.depth = depth
  }

  private func damaged(_ reason: String) -> JournalFailure {
    .damaged(file: file, offset: offset, reason: "record \(chain.number + 1) \(reason)")
  }

  /// Looks at what lies at `index`, which is the byte at `offset` of the file.
  ///
  /// - Parameter isAtEnd: whether the file ends where the bytes end.
  mutating func next(_ bytes: [UInt8], at index: Int, isAtEnd: Bool) throws(JournalFailure) -> Step {
    let left = bytes.count - index
    if left == 0 { return isAtEnd ? .end : .needsMore }
    guard left >= JournalChain.headByteCount else {
      return isAtEnd ? .torn(byteCount: left) : .needsMore
    }
    let start = bytes.span.extracting(index..<index + JournalChain.headByteCount)
    guard Self.u32(start, at: 12) == CRC32C.of(start.extracting(0..<12)) else {
      if isAtEnd, isZeroedFrom(bytes, index, bytes.count) { return .torn(byteCount: left) }
      throw damaged("does not begin as it was written")
    }
    let bodyByteCount = Int(Self.u32(start, at: 0))
    let number = UInt64(Self.u32(start, at: 4)) | UInt64(Self.u32(start, at: 8)) << 32
    guard number == chain.number + 1 else { throw damaged("is missing: here stands \(number)") }
    guard (1...RecordBounds.bodyByteCountMax).contains(bodyByteCount) else {
      throw damaged("claims to have \(bodyByteCount) bytes")
    }
    let byteCount = bodyByteCount + JournalChain.frameByteCount
    guard left >= byteCount else { return isAtEnd ? .torn(byteCount: left) : .needsMore }
    let body = index + JournalChain.headByteCount..<index + JournalChain.headByteCount + bodyByteCount
    let end = index + byteCount
    let checked = bytes.span.extracting(body.lowerBound..<end - 4)
    guard Self.u32(bytes.span, at: end - 4) == CRC32C.of(checked) else {
      if isAtEnd, end == bytes.count, isZeroedFrom(bytes, index, end) { return .torn(byteCount: left) }
      throw damaged("is not as it was written")
    }
    try take(bytes, body, byteCount)
    return .record(body: body, end: end)
  }

  /// Goes on behind records that this process has just written itself.
  mutating func skip(to chain: JournalChain, byteCount: Int) {
    self.chain = chain
    offset += byteCount
  }

  private mutating func take(_ bytes: [UInt8], _ body: Range<Int>, _ byteCount: Int) throws(JournalFailure) {
    let digest = body.upperBound..<body.upperBound + SHA256.byteCount
    let number = JournalChain.numberPlace(body.lowerBound - JournalChain.headByteCount)
    if depth == .chain,
      !chain.digest(of: bytes.span.extracting(body), frameNumber: bytes.span.extracting(number))
        .elementsEqual(bytes[digest])
    {
      throw damaged("does not follow from the one before: the chain is broken")
    }
    chain.goOn(to: bytes.span.extracting(digest))
    offset += byteCount
  }

  /// Whether the record at `index` ends in zeros up to the end of the file, from a sector's border on: a
  /// length that reached the disk before the content did. A flipped bit does not look like that.
  private func isZeroedFrom(_ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
    guard end == bytes.count, end - index <= RecordBounds.bodyByteCountMax else { return false }
    let zeros = bytes[index...].reversed().prefix { $0 == 0 }.count
    if zeros == end - index { return true }
    // The first border within the record behind which nothing but zeros comes.
    let sector = 512
    let first = end - zeros - index + offset
    let border = (first + sector - 1) / sector * sector
    return offset + (end - index) - border >= JournalChain.headByteCount
  }

  @inline(__always)
  private static func u32(_ bytes: Span<UInt8>, at index: Int) -> UInt32 {
    UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8 | UInt32(bytes[index + 2]) << 16
      | UInt32(bytes[index + 3]) << 24
  }
}
