internal import LinuxIO

extension Journal {
  /// How much is written before another file is tried again, after it could not be begun.
  static let rotationPauseByteCount = 1024 * 1024

  /// Begins another file, which continues this one. The lock is held.
  ///
  /// In an order in which the death of the process, or of the machine, leaves one journal at every step: the
  /// next file is made under another name and is on the disk before it is named; the old one gets its second
  /// name before it loses the first, which happens in the same moment in which the next gets it. What is left
  /// by a death in between is taken away by whoever opens the journal (`opened`).
  ///
  /// Failing is no failure of the transaction before it, which is on the disk: the old file goes on.
  func rotate() {
    do throws(JournalFailure) {
      try rotateOrFail()
      rotationFailure = nil
    } catch {
      rotationFailure = error
      rotationOffset = reader.offset + Self.rotationPauseByteCount
    }
  }

  private func rotateOrFail() throws(JournalFailure) {
    let (next, header) = try written()
    do throws(SystemFailure) {
      // What need not have been durable so far has to be before another file says that it was.
      try file.syncContent()
    } catch {
      throw shut(.system(error))
    }
    try keep(as: Self.name(ofFile: self.header.fileNumber))
    try JournalFailure.through(Self.fileName) { () throws(PrivateFailure) in
      try folder.rename(Self.nextName, to: Self.fileName)
    }
    go(onWith: next, header)
    // It has been read before, so this can hardly fail; then the journal cannot be used.
    let read = Result { () throws(JournalFailure) in try readRecords() }
    if case .failure(let failure) = read { throw shut(failure) }
    rotationOffset = reader.offset + setting.fileByteCount
    logHead()
    do throws(PrivateFailure) {
      try folder.sync()
    } catch {
      // Without it, a power failure may bring the old names back, and lose what is written from here on.
      throw shut(JournalFailure(error, Self.fileName))
    }
  }

  /// The next file under its first name, on the disk and read again.
  private func written() throws(JournalFailure) -> (any JournalFile, JournalHeader) {
    let header = JournalHeader(
      journal: self.header.journal, fileNumber: self.header.fileNumber + 1,
      firstRecord: reader.chain.number + 1, previousHead: reader.chain.head, scope: self.header.scope,
      account: self.header.account, madeAtMilliseconds: EventLoop.wallClockMilliseconds)
    let next = try JournalFailure.through(Self.nextName) { () throws(PrivateFailure) in
      try folder.remove(Self.nextName)
      return try folder.open(Self.nextName, .makingNew)
    }
    var bytes = header.bytes
    var offset = 0
    var chain = JournalChain(behind: header)
    for record in book.checkpoints {
      chain.append(try record.body(), to: &bytes)
      try Self.writeWhole(bytes, to: next, at: offset)
      offset += bytes.count
      bytes = []
    }
    try JournalFailure.through { () throws(SystemFailure) in try next.syncContent() }
    var check = FrameReader(
      file: Self.nextName, chain: JournalChain(behind: header), offset: JournalHeader.byteCount, depth: .chain
    )
    let torn = try check.readAll(of: next) { bytes, body throws(JournalFailure) in
      guard JournalRecord(bytes, body, formatVersion: header.formatVersion) != nil else {
        throw .damaged(file: Self.nextName, offset: 0, reason: "a record of it means nothing")
      }
    }
    guard torn == 0, check.chain.head == chain.head else {
      throw .damaged(file: Self.nextName, offset: offset, reason: "it is not what was written")
    }
    return (next, header)
  }

  /// Gives the file the name under which it is kept.
  private func keep(as name: String) throws(JournalFailure) {
    let there = try JournalFailure.through(name) { () throws(PrivateFailure) in
      try folder.identity(of: name)
    }
    if there == nil {
      try JournalFailure.through(name) { () throws(PrivateFailure) in
        try folder.link(Self.fileName, as: name)
        try folder.sync()
      }
    } else if there != file.identity {
      throw .damaged(file: name, offset: 0, reason: "it is there already, and is another file")
    }
  }
}
