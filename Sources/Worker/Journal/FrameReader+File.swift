internal import LinuxIO

extension FrameReader {
  /// Bytes that are read at a time: two of the largest records fit.
  static let blockByteCount = 2 * (RecordBounds.bodyByteCountMax + JournalChain.frameByteCount)

  /// Takes apart what the file holds from `offset` on.
  ///
  /// - Parameters:
  ///   - fileByteCountMax: nothing is read behind so many bytes of the file; for a file that others append
  ///     to.
  ///   - each: gets each record's body, as a range of some bytes.
  /// - Returns: how many bytes stand at the end that are no whole record.
  mutating func readAll(
    of journalFile: any JournalFile, fileByteCountMax: Int = .max,
    _ each: ([UInt8], Range<Int>) throws(JournalFailure) -> Void
  ) throws(JournalFailure) -> Int {
    while true {
      let start = offset
      let wanted = min(Self.blockByteCount, max(0, fileByteCountMax - start))
      let block = try JournalFailure.through { () throws(SystemFailure) in
        try journalFile.read(at: start, count: wanted)
      }
      let isAtEnd = block.count < wanted || start + wanted == fileByteCountMax
      var index = 0
      var needsMore = false
      while !needsMore {
        let before = self
        switch try next(block, at: index, isAtEnd: isAtEnd) {
        case .record(let body, let end):
          do throws(JournalFailure) {
            try each(block, body)
          } catch {
            // What was not taken in has not been read: whoever goes on meets it again.
            self = before
            throw error
          }
          index = end
        case .end: return 0
        case .torn(let byteCount): return byteCount
        case .needsMore: needsMore = true
        }
      }
    }
  }
}
