extension Span<UInt8> {
  /// Eight bytes from `start` on, the first one lowest; the compiler makes one load of it.
  @inline(__always)
  func word(at start: Int) -> UInt64 {
    let block = extracting(start..<(start &+ 8))
    var word: UInt64 = 0
    for offset in 0..<8 { word |= UInt64(block[offset]) &<< UInt64(offset &* 8) }
    return word
  }

  /// The first eight bytes, the first one lowest.
  ///
  /// Behind a look at the count none of them is checked: together with `extracting(droppingFirst:)` that is
  /// how a loop goes over words without looking at bounds in each.
  @inline(__always)
  private var firstWord: UInt64 {
    var word: UInt64 = 0
    for offset in 0..<8 { word |= UInt64(self[offset]) &<< UInt64(offset &* 8) }
    return word
  }

  /// Where the run of token characters (`HTTPByte.isToken`) that begins at `start` ends, at most at the end.
  ///
  /// Field names are letters and hyphens, so those are taken eight at a time and the rest one by one. Adding
  /// to a byte below 0x80 sets its top bit when it reaches the bound, and carries nothing into the next one.
  /// Inlined, here and below: fields are short, and a call with its masks cost as much as the look itself.
  @inline(__always)
  func tokenEnd(from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops = ones &* 0x80
    var rest = extracting(start...)
    while rest.count >= 8 {
      let word = rest.firstWord
      let low = word & ~tops
      let lower = low | (ones &* 0x20)
      let letters = (lower &+ ones &* (0x80 - 0x61)) & ~(lower &+ ones &* (0x80 - 0x7B))
      let hyphens = ~((low ^ (ones &* 0x2D)) &+ ones &* 0x7F)
      let others = ~((letters | hyphens) & ~word) & tops
      if others == 0 {
        rest = rest.extracting(droppingFirst: 8)
        continue
      }
      let place = others.trailingZeroBitCount &>> 3
      let byte = UInt8(truncatingIfNeeded: word &>> UInt64(place &<< 3))
      guard HTTPByte.isToken(byte) else { return count &- rest.count &+ place }
      rest = rest.extracting(droppingFirst: place &+ 1)
    }
    while !rest.isEmpty, HTTPByte.isToken(rest[0]) { rest = rest.extracting(droppingFirst: 1) }
    return count &- rest.count
  }

  /// Where the run of text (`HTTPByte.isText`) that begins at `start` ends, at most `limit`.
  ///
  /// Eight bytes at a time in one word (the compiler makes one load of them), since reading a head is little
  /// else than this: half the time of going byte by byte. A subtraction that borrows marks a byte below the
  /// space, or one equal to DEL once XORed; borrows can also mark bytes above the first hit, never below it.
  @inline(__always)
  func textEnd(from start: Int, limit: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var rest = extracting(start..<limit)
    while rest.count >= 8 {
      let word = rest.firstWord
      let deletes = word ^ (ones &* 0x7F)
      let hits =
        (((word &- ones &* UInt64(HTTPByte.space)) & ~word) | ((deletes &- ones) & ~deletes)) & (ones &* 0x80)
      if hits == 0 {
        rest = rest.extracting(droppingFirst: 8)
        continue
      }
      let place = hits.trailingZeroBitCount &>> 3
      let byte = UInt8(truncatingIfNeeded: word &>> UInt64(place &<< 3))
      guard byte == HTTPByte.tab else { return limit &- rest.count &+ place }
      rest = rest.extracting(droppingFirst: place &+ 1)
    }
    while !rest.isEmpty, HTTPByte.isText(rest[0]) { rest = rest.extracting(droppingFirst: 1) }
    return limit &- rest.count
  }

  /// Whether `range` spells `text`, ASCII letters compared without case. Allocates nothing.
  func isSame(_ range: Range<Int>, as text: Span<UInt8>) -> Bool {
    guard range.count == text.count else { return false }
    var index = range.lowerBound
    for offset in 0..<text.count {
      guard HTTPByte.isSame(self[index], text[offset]) else { return false }
      index &+= 1
    }
    return true
  }

  /// `range` without the blanks at its two ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, HTTPByte.isBlank(self[start]) { start += 1 }
    while end > start, HTTPByte.isBlank(self[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Whether the comma-separated list in `range` has `token` as one of its members (RFC 9110 §5.6.1),
  /// compared without case.
  func hasListMember(_ range: Range<Int>, _ token: Span<UInt8>) -> Bool {
    var start = range.lowerBound
    while start <= range.upperBound {
      var end = start
      while end < range.upperBound, self[end] != HTTPByte.comma { end += 1 }
      if isSame(trimmed(start..<end), as: token) { return true }
      start = end + 1
    }
    return false
  }

  /// The plain decimal number that is the whole of `range`: digits only, and it fits; otherwise `nil`.
  func decimal(_ range: Range<Int>) -> Int? {
    guard !range.isEmpty else { return nil }
    var number = 0
    for index in range {
      guard HTTPByte.isDigit(self[index]) else { return nil }
      let (product, overflows) = number.multipliedReportingOverflow(by: 10)
      let (sum, carries) = product.addingReportingOverflow(Int(self[index] - HTTPByte.zero))
      guard !overflows, !carries else { return nil }
      number = sum
    }
    return number
  }

  /// `range` as a string; what is not UTF-8 becomes U+FFFD.
  func text(_ range: Range<Int>) -> String {
    let part = extracting(range)
    do {
      return String(copying: try UTF8Span(validating: part))
    } catch {
      var copy: [UInt8] = []
      copy.append(part, 0..<part.count)
      return String(decoding: copy, as: UTF8.self)
    }
  }
}
