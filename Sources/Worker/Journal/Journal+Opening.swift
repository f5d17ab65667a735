internal import LinuxIO
internal import Signing

extension Journal {
  /// The file that is written to now, which is made when there has been none. The lock is held.
  static func opened(
    _ setting: JournalSetting, in folder: any JournalFolder
  ) throws(JournalFailure) -> (any JournalFile, JournalHeader) {
    // What a process that died over it has left.
    try JournalFailure.through(nextName) { () throws(PrivateFailure) in try folder.remove(nextName) }
    let there = try JournalFailure.through(fileName) { () throws(PrivateFailure) in
      try folder.identity(of: fileName)
    }
    if there == nil { try make(setting, in: folder) }
    let file = try JournalFailure.through(fileName) { () throws(PrivateFailure) in
      try folder.open(fileName, .writing)
    }
    let header = try header(of: file, name: fileName)
    guard header.scope == setting.scope, header.account == setting.account else {
      throw .damaged(
        file: fileName, offset: 0,
        reason: "it is the journal of account \(header.account) in \(header.scope)")
    }
    try finishRotation(header, file, in: folder)
    return (file, header)
  }

  static func header(of file: any JournalFile, name: String) throws(JournalFailure) -> JournalHeader {
    let bytes = try JournalFailure.through { () throws(SystemFailure) in
      try file.read(at: 0, count: JournalHeader.byteCount)
    }
    return try JournalHeader(bytes, file: name)
  }

  /// Begins a journal: under another name first, so that `journal` is whole whenever it is there.
  private static func make(_ setting: JournalSetting, in folder: any JournalFolder) throws(JournalFailure) {
    let names = try JournalFailure.through(fileName) { () throws(PrivateFailure) in
      try folder.names(countMax: namesMax)
    }
    if let earlier = names.first(where: { number(ofFile: $0) != nil }) {
      throw .damaged(file: fileName, offset: 0, reason: "it is missing, though \(earlier) is there")
    }
    let header = JournalHeader(
      journal: CurrentProcess.randomBytes(JournalHeader.journalByteCount), fileNumber: 1, firstRecord: 1,
      previousHead: [UInt8](repeating: 0, count: SHA256.byteCount), scope: setting.scope,
      account: setting.account, madeAtMilliseconds: EventLoop.wallClockMilliseconds)
    let file = try JournalFailure.through(nextName) { () throws(PrivateFailure) in
      try folder.open(nextName, .makingNew)
    }
    try writeWhole(header.bytes, to: file, at: 0)
    try JournalFailure.through { () throws(SystemFailure) in try file.syncContent() }
    try JournalFailure.through(fileName) { () throws(PrivateFailure) in
      try folder.rename(nextName, to: fileName)
      try folder.sync()
    }
  }

  /// Writes to a file that nobody reads yet.
  static func writeWhole(
    _ bytes: [UInt8], to file: any JournalFile, at offset: Int
  ) throws(JournalFailure) {
    let count = try JournalFailure.through { () throws(SystemFailure) in try file.write(bytes, at: offset) }
    guard count == bytes.count else {
      throw .system(SystemFailure(call: "write", number: SystemFailure.noSpace))
    }
  }

  /// Names that are looked at when a folder is listed.
  nonisolated static let namesMax = 65_536

  nonisolated static func name(ofFile number: UInt64) -> String { "\(fileName).\(number)" }

  /// The number behind `journal.`; `nil` for other names.
  nonisolated static func number(ofFile name: String) -> UInt64? {
    guard name.hasPrefix(fileName + "."), let number = UInt64(name.dropFirst(fileName.utf8.count + 1)),
      Self.name(ofFile: number) == name
    else { return nil }
    return number
  }

  /// Takes back the half of a rotation that a process has left: the second name of the file that still is the
  /// journal.
  private static func finishRotation(
    _ header: JournalHeader, _ file: any JournalFile, in folder: any JournalFolder
  ) throws(JournalFailure) {
    let second = name(ofFile: header.fileNumber)
    let there = try JournalFailure.through(second) { () throws(PrivateFailure) in
      try folder.identity(of: second)
    }
    guard let there else { return }
    guard there == file.identity else {
      throw .damaged(
        file: fileName, offset: 0,
        reason: "it says that it is number \(header.fileNumber), and \(second) is another file")
    }
    try JournalFailure.through(second) { () throws(PrivateFailure) in try folder.remove(second) }
  }

  /// Reads as far as possible without the lock. What cannot be read now is read again with the lock, and only
  /// then it is a failure: somebody may be writing it.
  func readWhatOthersMayBeWriting() {
    do throws(JournalFailure) {
      _ = try readRecords()
    } catch {
      return
    }
  }

  /// Takes in what stands behind what is known.
  ///
  /// - Returns: how many bytes stand at the end that are no whole record.
  func readRecords() throws(JournalFailure) -> Int {
    let version = header.formatVersion
    var (place, number) = (reader.offset, reader.chain.number)
    return try reader.readAll(of: file) { bytes, body throws(JournalFailure) in
      number += 1
      // What is no intent's changes no book: an audited request need not be taken apart.
      if bytes[body.lowerBound] != JournalRecord.Kind.audited.rawValue {
        guard let record = JournalRecord(bytes, body, formatVersion: version) else {
          throw .damaged(file: Self.fileName, offset: place, reason: "record \(number) means nothing")
        }
        book.apply(record)
      }
      place += body.count + JournalChain.frameByteCount
    }
  }
}
