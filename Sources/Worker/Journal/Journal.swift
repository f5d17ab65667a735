public import LinuxIO
internal import Signing

/// The journal of one account at one venue: a folder that all servers of this user share.
///
/// Nobody owns it. The lock is held for one transaction: look at what others have written, decide, write,
/// wait for the disk. Whatever casts doubt on the file while it is in use shuts it for this life; what is
/// merely in the way (a full disk, a lock that somebody holds) does not.
///
/// ARCHITECTURE.md says what lies in the folder and how files follow each other.
@LoopActor
public final class Journal: Journaling {
  /// How long a transaction waits for the lock: others hold it for a write to the disk. The loop stands still
  /// meanwhile, so it is short.
  nonisolated static let lockMilliseconds = 50
  nonisolated static let fileName = "journal"
  nonisolated static let lockName = "journal.lock"
  nonisolated static let nextName = "journal.new"
  nonisolated static let settlementName = "settlement.lock"

  /// This life's number.
  public let instance: UInt64
  /// What is known, as of the last look.
  public internal(set) var book = IntentBook()
  /// Why the journal is shut for this life; `nil` while it is not.
  public internal(set) var failure: JournalFailure?
  /// Why the last attempt to begin another file came to nothing; the old one goes on then.
  public internal(set) var rotationFailure: JournalFailure?
  /// Bytes of records that were cut off because whoever wrote them died over it; nobody was told of them.
  public internal(set) var cutByteCount = 0

  let setting: JournalSetting
  let folder: any JournalFolder
  let lock: any JournalFile
  /// Held while this life runs.
  let life: any JournalFile
  var settlement: (any JournalFile)?

  var file: any JournalFile
  var header: JournalHeader
  var reader: FrameReader
  /// When the file has so many bytes, another is begun.
  var rotationOffset: Int
  /// The last record whose digest the system's log was told.
  var loggedRecord: UInt64 = 0
  /// The torn tail that has been cut and is to be recorded.
  var unrecordedCut: (offset: Int, byteCount: Int)?

  /// The record's number in the whole journal.
  public var recordCount: Int { Int(clamping: reader.chain.number) }
  /// The digest of the last record, as hexadecimal digits.
  public var head: String { Hexadecimal.text(reader.chain.head) }

  /// Opens the journal of an account, which is made when there is none, and records that.
  ///
  /// - Throws: why it cannot be used.
  public convenience init(_ setting: JournalSetting) throws(JournalFailure) {
    guard JournalSetting.isFolderName(setting.scope), JournalSetting.isFolderName(setting.account) else {
      throw .notRecordable("a scope and an account have at most 64 letters, digits and marks")
    }
    var folder = try JournalFailure.through(setting.stateFolder) { () throws(PrivateFailure) in
      try OwnedFolder(setting.stateFolder, isMade: false)
    }
    for name in [setting.scope, setting.account] {
      let outer = folder
      folder = try JournalFailure.through(name) { () throws(PrivateFailure) in
        try outer.folder(name, isMade: true)
      }
    }
    try self.init(setting, folder: folder)
  }

  /// Opens the journal in a folder.
  package init(_ setting: JournalSetting, folder: any JournalFolder) throws(JournalFailure) {
    self.setting = setting
    self.folder = folder
    instance = UInt64.random(in: 1...UInt64.max)
    let lock = try JournalFailure.through(Self.lockName) { () throws(PrivateFailure) in
      try folder.open(Self.lockName, .making)
    }
    self.lock = lock
    try Self.take(lock)
    do throws(JournalFailure) {
      life = try Self.begun(instance, in: folder)
      (file, header) = try Self.opened(setting, in: folder)
    } catch {
      lock.unlock()
      throw error
    }
    // Others go on while a long journal is read.
    lock.unlock()
    reader = FrameReader(
      file: Self.fileName, chain: JournalChain(behind: header), offset: JournalHeader.byteCount,
      depth: .checks)
    rotationOffset = JournalHeader.byteCount + setting.fileByteCount
    readWhatOthersMayBeWriting()
    try begin()
  }

  private func begin() throws(JournalFailure) {
    _ = try transact(isDurable: true) { _ in
      .append([
        .opened(
          JournalRecord.Opening(
            instance: instance, version: setting.version, venue: setting.venue, account: setting.account,
            atMilliseconds: EventLoop.wallClockMilliseconds))
      ])
    }
    logHead()
  }

  static func take(_ lock: any JournalFile) throws(JournalFailure) {
    let isTaken = try JournalFailure.through { () throws(SystemFailure) in
      try lock.lock(withinMilliseconds: lockMilliseconds)
    }
    guard isTaken else { throw .busy }
  }

  /// One transaction over all servers that share the journal.
  public func transact(
    isDurable: Bool, _ decide: (IntentBook) -> JournalDecision
  ) throws(JournalFailure) -> JournalDecision {
    if let failure { throw failure }
    try Self.take(lock)
    defer { lock.unlock() }
    try catchUp()
    let decision = decide(book)
    guard case .append(let records) = decision, !records.isEmpty else { return decision }
    try append(records, isDurable: isDurable)
    if reader.offset >= rotationOffset {
      // Not between an intent and its order, which waits for this.
      let isUrgent = records.contains { $0.kind == .intent || $0.kind == .sent }
      if !isUrgent || reader.offset >= rotationOffset + setting.fileByteCount { rotate() }
    }
    return decision
  }

  /// Reads what others have written since.
  public func refresh() throws(JournalFailure) {
    if let failure { throw failure }
    try Self.take(lock)
    defer { lock.unlock() }
    try catchUp()
  }

  /// Shuts the journal for this life.
  func shut(_ failure: JournalFailure) -> JournalFailure {
    if self.failure == nil { self.failure = failure }
    return failure
  }

  /// Tells the system's log where the chain stands.
  func logHead() {
    loggedRecord = reader.chain.number
    guard let path = setting.systemLogPath else { return }
    let line = HeadLine(
      scope: setting.scope, account: setting.account, journal: header.journal, record: reader.chain.number,
      head: reader.chain.head)
    SystemLog(path: path).say(line.text, program: HeadLine.program)
  }
}
