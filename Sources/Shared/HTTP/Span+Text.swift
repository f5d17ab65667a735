extension Span<UInt8> {
  /// Whether `range` spells `text`, ASCII letters compared without case. Allocates nothing.
  func isSame(_ range: Range<Int>, as text: Span<UInt8>) -> Bool {
    guard range.count == text.count else { return false }
    var index = range.lowerBound
    for offset in text.indices {
      guard HTTPByte.isSame(self[index], text[offset]) else { return false }
      index += 1
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

  /// Whether the comma-separated list in `range` has `token` as one of its members (RFC 9110 §5.6.1), compared without case.
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
