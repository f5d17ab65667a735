/// One symbol of the index.
struct SymbolEntry {
  let name: String
  let base: String
  let status: String
  let quoteIndex: UInt16
  let permissionSetIndex: UInt16
  private let start: UInt32
  private let end: UInt32

  /// Where its object lies in the answer; answers are at most 64 MiB long.
  var byteRange: Range<Int> { Int(start)..<Int(end) }

  init(
    name: String, base: String, status: String, quoteIndex: UInt16, permissionSetIndex: UInt16,
    byteRange: Range<Int>
  ) {
    self.name = name
    self.base = base
    self.status = status
    self.quoteIndex = quoteIndex
    self.permissionSetIndex = permissionSetIndex
    start = UInt32(byteRange.lowerBound)
    end = UInt32(byteRange.upperBound)
  }
}
