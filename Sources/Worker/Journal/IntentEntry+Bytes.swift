extension IntentEntry {
  func append(to bytes: inout RecordBytes) throws(JournalFailure) {
    try intent.append(to: &bytes)
    bytes.append(state.rawValue)
    try bytes.append(optional: sentAtMilliseconds) { bytes, time throws(JournalFailure) in
      bytes.append(time: time)
    }
    bytes.append(time: recvWindowMilliseconds)
    bytes.append(time: changedAtMilliseconds)
    bytes.append(report: report)
    bytes.append(Int64(code))
    bytes.append(clipped: reason, byteCountMax: RecordBounds.reasonByteCountMax)
    try bytes.append(optional: uncertainSinceMilliseconds) { bytes, time throws(JournalFailure) in
      bytes.append(time: time)
    }
  }

  init(_ reader: inout RecordReader) throws(RecordReader.Fault) {
    self.init(try Intent(&reader))
    guard let state = State(rawValue: try reader.number(UInt8.self)) else { throw RecordReader.Fault() }
    self.state = state
    sentAtMilliseconds = try reader.optional { reader throws(RecordReader.Fault) in try reader.time() }
    recvWindowMilliseconds = try reader.time()
    changedAtMilliseconds = try reader.time()
    report = try reader.report()
    code = Int(try reader.number(Int64.self))
    reason = try reader.reason()
    uncertainSinceMilliseconds = try reader.optional { reader throws(RecordReader.Fault) in
      try reader.time()
    }
  }
}

extension RecordBytes {
  /// A report, or what stands for one that is too long: half a JSON text would be none.
  mutating func append(report: String) {
    let count = report.utf8.count
    let isFitting = count <= RecordBounds.reportByteCountMax
    append(
      clipped: isFitting ? report : "{\"omitted_byte_count\":\(count)}",
      byteCountMax: RecordBounds.reportByteCountMax)
  }
}
