/// Eight bytes of text looked at in one step.
///
/// Most of a JSON text is the inside of short strings. Byte by byte, validating the recorded exchangeInfo
/// took 16 instructions a byte and embedding a message of 150 bytes 35; by words it is 12 and 18 (callgrind).
///
/// The one file of this module that says `unsafe`: the standard library has no other way yet to load a number
/// from bytes, to store one, or to append a span. Loads check their bounds themselves and are marked only
/// because they work for any type; every pattern of 64 bits is a `UInt64`, and every byte a `UInt8`.
/// `appendString` says why its stores are in bounds.
struct JSONWord {
  static let byteCount = 8

  private static let highBits: UInt64 = 0x8080_8080_8080_8080
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let spaces: UInt64 = 0x2020_2020_2020_2020
  private static let quotes: UInt64 = 0x2222_2222_2222_2222
  private static let backslashes: UInt64 = 0x5C5C_5C5C_5C5C_5C5C

  /// The bytes; the first of them is the lowest.
  let bits: UInt64

  /// The eight bytes from `offset` on, all of which have to be there.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at offset: Int) {
    bits = UInt64(
      littleEndian: unsafe bytes.bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// Appends bytes in one piece. The pointer lives as long as the loan, and `append` copies; without it the
  /// room is filled with zeros first and then word by word, at four times the instructions.
  static func append(_ lent: Span<UInt8>, to bytes: inout [UInt8]) {
    unsafe lent.withUnsafeBufferPointer { unsafe bytes.append(contentsOf: $0) }
  }

  /// Appends a text of plain ASCII as a JSON string, quotes and backslashes behind a backslash.
  ///
  /// Written into room that is not filled before, and without a check of the place for each byte: it is made
  /// for `backslashCountMax` of them and the two quotes, and a word is stored only where eight bytes of text
  /// are still to come.
  ///
  /// - Returns: false, and nothing is appended, when a byte needs more care than that.
  /// - Precondition: the text has at most so many quotes and backslashes.
  static func appendString(
    _ text: Span<UInt8>, backslashCountMax: Int, to bytes: inout [UInt8]
  ) -> Bool {
    let count = text.count
    var isPlain = true
    bytes.append(addingCapacity: count + backslashCountMax + 2) { (output: inout OutputSpan<UInt8>) in
      unsafe output.withUnsafeMutableBufferPointer { room, writtenCount in
        guard let base = room.baseAddress else { return }
        let start = UnsafeMutableRawPointer(base)
        unsafe start.storeBytes(of: UInt8(ascii: "\""), as: UInt8.self)
        var (index, place) = (0, 1)
        while index < count {
          let isWord = index &+ byteCount <= count
          if isWord {
            let word = JSONWord(text, at: index)
            unsafe start.storeBytes(of: word.bits.littleEndian, toByteOffset: place, as: UInt64.self)
            let plainCount = word.plainCount
            place &+= plainCount
            index &+= plainCount
            if plainCount == byteCount { continue }
          }
          let byte = text[index]
          if JSONByte.isPlain(byte) {
            unsafe start.storeBytes(of: byte, toByteOffset: place, as: UInt8.self)
            place &+= 1
          } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
            let pair = UInt16(UInt8(ascii: "\\")) | UInt16(byte) << 8
            unsafe start.storeBytes(of: pair.littleEndian, toByteOffset: place, as: UInt16.self)
            place &+= 2
          } else {
            isPlain = false
            return
          }
          index &+= 1
        }
        unsafe start.storeBytes(of: UInt8(ascii: "\""), toByteOffset: place, as: UInt8.self)
        writtenCount = place &+ 1
      }
    }
    return isPlain
  }

  /// The byte at `index`, 0 … 7; 0 for 8.
  @inline(__always)
  func byte(at index: Int) -> UInt8 { UInt8(truncatingIfNeeded: bits >> (UInt64(index) * 8)) }

  /// How many bytes come before the first one that is a quote, a backslash, a control character or not ASCII;
  /// 8 when none is.
  ///
  /// A difference borrows only from bytes above the first that it finds, so the lowest mark is always right.
  @inline(__always)
  var plainCount: Int {
    let marks =
      ((bits ^ Self.quotes) &- Self.ones) | ((bits ^ Self.backslashes) &- Self.ones) | (bits &- Self.spaces)
      | bits
    return (marks & Self.highBits).trailingZeroBitCount >> 3
  }

  /// Whether some byte is a control character or not ASCII.
  @inline(__always)
  var needsCare: Bool { ((bits &- Self.spaces) | bits) & Self.highBits != 0 }

  /// How many bytes are quotes or backslashes.
  @inline(__always)
  var backslashCount: Int {
    (Self.zeros(bits ^ Self.quotes) | Self.zeros(bits ^ Self.backslashes)).nonzeroBitCount
  }

  /// One bit for each byte that is zero, exactly.
  @inline(__always)
  private static func zeros(_ word: UInt64) -> UInt64 {
    let low = ~highBits
    return ~(((word & low) &+ low) | word | low)
  }
}
