extension [UInt8] {
  /// Appends `range` of `span` in one piece: room is made once, then the bytes are copied as a block.
  mutating func append(_ span: Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let part = span.extracting(range)
    append(addingCapacity: part.count) { (output: inout OutputSpan<UInt8>) in
      for index in part.indices { output.append(part[index]) }
    }
  }
}
