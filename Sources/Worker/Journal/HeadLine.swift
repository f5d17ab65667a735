internal import Signing

/// What the system's log is told of a journal: where its chain stands.
///
/// A chain shows that something in its middle was changed, but not that its end was cut off, or that all of
/// it was written anew. A head that lies where the writer of the journal cannot reach it does.
struct HeadLine: Equatable {
  static let program = "bulkhead-worker"
  private static let mark = "bulkhead journal "

  var scope: String
  var account: String
  /// Which journal; see `JournalHeader.journal`.
  var journal: [UInt8]
  /// The number of a record.
  var record: UInt64
  /// Its digest.
  var head: [UInt8]

  init(scope: String, account: String, journal: [UInt8], record: UInt64, head: [UInt8]) {
    self.scope = scope
    self.account = account
    self.journal = journal
    self.record = record
    self.head = head
  }

  var text: String {
    "\(Self.mark)scope=\(scope) account=\(account) journal=\(Hexadecimal.text(journal)) record=\(record)"
      + " head=\(Hexadecimal.text(head))"
  }

  /// Finds such a text in a line of a log; `nil` when there is none, or anything of it is odd: anybody on the
  /// machine can write there.
  init?(line: Substring) {
    var rest = line
    while !rest.isEmpty, !rest.hasPrefix(Self.mark) { rest = rest.dropFirst() }
    let words = rest.dropFirst(Self.mark.count).split(separator: " ")
    guard words.count == 5, let scope = Self.value("scope=", words[0]),
      let account = Self.value("account=", words[1]), JournalSetting.isFolderName(scope),
      JournalSetting.isFolderName(account),
      let journal = Self.value("journal=", words[2]).flatMap(Hexadecimal.decode),
      journal.count == JournalHeader.journalByteCount,
      let record = Self.value("record=", words[3]).flatMap({ UInt64($0) }),
      let head = Self.value("head=", words[4]).flatMap(Hexadecimal.decode), head.count == SHA256.byteCount
    else { return nil }
    self.init(scope: scope, account: account, journal: journal, record: record, head: head)
  }

  private static func value(_ name: String, _ word: Substring) -> String? {
    word.hasPrefix(name) ? String(word.dropFirst(name.count)) : nil
  }
}
