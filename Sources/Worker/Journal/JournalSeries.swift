internal import LinuxIO

/// The files of one journal in their order, opened to be looked at.
struct JournalSeries {
  /// One of them.
  struct Part {
    var name: String
    var header: JournalHeader
    var file: any JournalFile
    /// What was there when it was opened; others may append behind it.
    var byteCount: Int
  }

  /// Those that are there, the oldest first.
  private(set) var parts: [Part] = []
  /// What is wrong with their number: files that are missing, or too many.
  private(set) var problems: [String] = []

  /// Opens what is there. The lock is held meanwhile if it can be had, so that nobody begins another file in
  /// between; a copy in another folder has none.
  ///
  /// - Throws: why one of them cannot be read.
  init(_ folder: any JournalFolder) throws(JournalFailure) {
    let lock = Self.lock(folder)
    defer { lock?.unlock() }
    let numbers = try JournalFailure.through(Journal.fileName) { () throws(PrivateFailure) in
      try folder.names(countMax: Journal.namesMax)
    }.compactMap(Journal.number(ofFile:)).sorted()
    let last = try Self.part(Journal.fileName, folder)
    let current = last.header.fileNumber
    var expected: UInt64 = 1
    for number in numbers where number < current {
      if number > expected { problems.append(Self.missing(expected, number - 1)) }
      parts.append(try Self.part(Journal.name(ofFile: number), folder))
      expected = number + 1
    }
    if expected < current { problems.append(Self.missing(expected, current - 1)) }
    for number in numbers where number >= current {
      // The half of a rotation: a second name of the same file.
      let name = Journal.name(ofFile: number)
      let identity = try JournalFailure.through(name) { () throws(PrivateFailure) in
        try folder.identity(of: name)
      }
      if identity != last.file.identity {
        problems.append("\(name) is there, though journal is number \(current)")
      }
    }
    parts.append(last)
  }

  private static func missing(_ first: UInt64, _ last: UInt64) -> String {
    first == last
      ? "\(Journal.name(ofFile: first)) is missing"
      : "\(Journal.name(ofFile: first)) to \(Journal.name(ofFile: last)) are missing"
  }

  private static func lock(_ folder: any JournalFolder) -> (any JournalFile)? {
    do throws(PrivateFailure) {
      let lock = try folder.open(Journal.lockName, .reading)
      do throws(SystemFailure) {
        return try lock.lock(withinMilliseconds: Journal.lockMilliseconds) ? lock : nil
      } catch {
        return nil
      }
    } catch {
      return nil
    }
  }

  private static func part(_ name: String, _ folder: any JournalFolder) throws(JournalFailure) -> Part {
    let file = try JournalFailure.through(name) { () throws(PrivateFailure) in
      try folder.open(name, .reading)
    }
    let bytes = try JournalFailure.through { () throws(SystemFailure) in
      try file.read(at: 0, count: JournalHeader.byteCount)
    }
    let header = try JournalHeader(bytes, file: name)
    let byteCount = try JournalFailure.through { () throws(SystemFailure) in try file.byteCount() }
    return Part(name: name, header: header, file: file, byteCount: byteCount)
  }
}

extension JournalSeries.Part {
  /// Takes the records apart.
  ///
  /// - Parameter each: gets each record, or `nil` for one that means nothing, and where the chain stands
  ///   behind it.
  /// - Returns: where the chain ends, and how many bytes behind it are no whole record.
  func read(
    _ depth: FrameReader.Depth, _ each: (JournalRecord?, JournalChain) throws(JournalFailure) -> Void
  ) throws(JournalFailure) -> (JournalChain, torn: Int) {
    var reader = FrameReader(
      file: name, chain: JournalChain(behind: header), offset: JournalHeader.byteCount, depth: depth)
    var end = reader.chain
    let version = header.formatVersion
    let torn = try reader.readAll(of: file, fileByteCountMax: byteCount) {
      bytes, body throws(JournalFailure) in
      end.number += 1
      end.head = Array(bytes[body.upperBound..<body.upperBound + end.head.count])
      try each(JournalRecord(bytes, body, formatVersion: version), end)
    }
    return (reader.chain, torn)
  }
}
