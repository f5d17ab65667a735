internal import LinuxIO

extension Journal {
  /// Looks whether everything still is as it was left, and takes in what others have written. The lock is
  /// held.
  func catchUp() throws(JournalFailure) {
    guard try identity(of: Self.lockName) == lock.identity else {
      throw shut(
        .damaged(
          file: Self.lockName, offset: 0, reason: "it was deleted or replaced while it was in use"))
    }
    reader.depth = .chain
    let byteCount = try followOthers()
    guard try hasMore(of: byteCount) else { return }
    let torn = try shutting { () throws(JournalFailure) in try readRecords() }
    if torn > 0 { try cut(torn) }
  }

  private func shutting<Value>(
    _ body: () throws(JournalFailure) -> Value
  ) throws(JournalFailure) -> Value {
    do throws(JournalFailure) {
      return try body()
    } catch {
      if case .damaged = error { throw shut(error) }
      throw error
    }
  }

  private func entry(_ name: String) throws(JournalFailure) -> FolderEntry? {
    try JournalFailure.through(name) { () throws(PrivateFailure) in try folder.entry(name) }
  }

  private func identity(of name: String) throws(JournalFailure) -> FileIdentity? { try entry(name)?.identity }

  /// Whether something stands behind what is known, which has to stand where it was.
  ///
  /// - Parameter byteCount: of the file, since the lock was taken: nobody else writes meanwhile.
  private func hasMore(of byteCount: Int) throws(JournalFailure) -> Bool {
    let place = reader.offset - JournalChain.tailByteCount
    let bytes = try JournalFailure.through { () throws(SystemFailure) in
      try file.read(at: place, count: JournalChain.tailByteCount)
    }
    guard bytes.count == JournalChain.tailByteCount, byteCount >= reader.offset else {
      throw shut(
        .damaged(
          file: Self.fileName, offset: min(place + bytes.count, byteCount),
          reason: "it has become shorter: it was cut, or replaced by an older copy"))
    }
    guard isKnown(bytes) else {
      throw shut(
        .damaged(
          file: Self.fileName, offset: place,
          reason: "record \(reader.chain.number) has changed: it was written over, or replaced"))
    }
    return byteCount > reader.offset
  }

  /// Whether the file's bytes before `reader.offset` are the end of what was read last.
  private func isKnown(_ bytes: [UInt8]) -> Bool {
    let known =
      reader.offset > JournalHeader.byteCount
      ? reader.chain.head : Array(header.bytes.suffix(JournalChain.tailByteCount).dropLast(4))
    for index in known.indices where bytes[index] != known[index] { return false }
    return true
  }

  /// Cuts off what somebody did not live to finish, and nobody was told of.
  private func cut(_ byteCount: Int) throws(JournalFailure) {
    let offset = reader.offset
    try JournalFailure.through { () throws(SystemFailure) in try file.cut(to: offset) }
    cutByteCount += byteCount
    unrecordedCut = (offset, byteCount)
  }

  /// When others have begun other files meanwhile: goes through them, up to the last.
  ///
  /// - Returns: how many bytes the last one has.
  private func followOthers() throws(JournalFailure) -> Int {
    while true {
      if let entry = try entry(Self.fileName), entry.identity == file.identity { return entry.byteCount }
      guard try identity(of: Self.name(ofFile: header.fileNumber)) == file.identity else {
        throw shut(
          .damaged(
            file: Self.fileName, offset: 0, reason: "it was deleted or replaced while it was in use"))
      }
      let torn = try shutting { () throws(JournalFailure) in try readRecords() }
      let name = Self.name(ofFile: header.fileNumber + 1)
      let next = try identity(of: name) == nil ? Self.fileName : name
      let opened = try JournalFailure.through(next) { () throws(PrivateFailure) in
        try folder.open(next, .writing)
      }
      let header = try shutting { () throws(JournalFailure) in try Self.header(of: opened, name: next) }
      guard torn == 0, header.continues(self.header, reader.chain) else {
        throw shut(
          .damaged(
            file: next, offset: 0, reason: "it does not continue \(Self.name(ofFile: self.header.fileNumber))"
          ))
      }
      go(onWith: opened, header)
    }
  }

  /// Makes another file the journal. It begins with all that is needed, so the book begins anew.
  func go(onWith file: any JournalFile, _ header: JournalHeader) {
    self.file = file
    self.header = header
    book = IntentBook()
    reader = FrameReader(
      file: Self.fileName, chain: JournalChain(behind: header), offset: JournalHeader.byteCount,
      depth: .chain)
    rotationOffset = JournalHeader.byteCount + setting.fileByteCount
  }
}

extension JournalHeader {
  /// Whether a file with this header is the one behind a file whose records have ended there.
  func continues(_ other: JournalHeader, _ chain: JournalChain) -> Bool {
    fileNumber == other.fileNumber + 1 && firstRecord == chain.number + 1 && previousHead == chain.head
      && journal == other.journal && scope == other.scope && account == other.account
  }
}
