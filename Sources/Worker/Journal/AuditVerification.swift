internal import LinuxIO
internal import Signing

/// Says whether a journal is as it was written, and if not, what is wrong and where.
struct AuditVerification {
  /// A head of the chain that somebody gave, kept outside of the journal.
  let givenHead: [UInt8]?
  /// What the system's log was told, of any journal.
  let headLines: [HeadLine]

  /// What was found.
  struct Report: Equatable {
    /// For people, one line each.
    var findings: [String] = []
    /// Those that make it not good.
    var problems: [String] = []
    /// Where the chain ends, as far as it could be followed.
    var recordCount: UInt64 = 0
    /// The digest there.
    var head: [UInt8] = []

    /// Whether nothing is wrong.
    var isGood: Bool { problems.isEmpty }
  }

  private var report = Report()
  private var expected: [UInt64: [HeadLine]] = [:]
  private var heldLineCount = 0
  private var recordOfGivenHead: UInt64?

  init(givenHead: [UInt8]?, headLines: [HeadLine]) {
    self.givenHead = givenHead
    self.headLines = headLines
  }

  /// Looks at every byte of a journal.
  mutating func verify(_ folder: any JournalFolder, scope: String, account: String) -> Report {
    let series: JournalSeries
    do throws(JournalFailure) {
      series = try JournalSeries(folder)
    } catch {
      report.problems.append("\(error)")
      return report
    }
    report.problems += series.problems
    expect(series, scope: scope, account: account)
    var previous: (JournalHeader, JournalChain)?
    for part in series.parts {
      if part.header.scope != scope || part.header.account != account {
        report.problems.append(
          "\(part.name) is the journal of \(Shown.text(part.header.scope))/\(Shown.text(part.header.account))"
        )
      }
      if let number = Journal.number(ofFile: part.name), number != part.header.fileNumber {
        report.problems.append("\(part.name) says that it is number \(part.header.fileNumber)")
      }
      if let (header, chain) = previous, header.fileNumber + 1 == part.header.fileNumber,
        !part.header.continues(header, chain)
      {
        report.problems.append("\(part.name) does not continue \(Journal.name(ofFile: header.fileNumber))")
      }
      previous = verify(part, isLast: part.name == Journal.fileName).map { (part.header, $0) }
    }
    judge(series)
    return report
  }

  /// Follows the chain through one file; `nil` when it does not hold.
  private mutating func verify(_ part: JournalSeries.Part, isLast: Bool) -> JournalChain? {
    do throws(JournalFailure) {
      var meaningless: UInt64?
      let (chain, torn) = try part.read(.chain) { record, chain in
        if record == nil { meaningless = meaningless ?? chain.number }
        if chain.head == givenHead { recordOfGivenHead = chain.number }
        compare(chain)
      }
      if let meaningless { report.problems.append("\(part.name): record \(meaningless) means nothing") }
      if torn > 0 {
        let text = "\(part.name) ends with \(torn) bytes of a record that was not written to its end"
        if isLast {
          report.findings.append(text + "; nobody was told of it")
        } else {
          report.problems.append(text)
        }
      }
      report.recordCount = chain.number
      report.head = chain.head
      return chain
    } catch {
      report.problems.append("\(error)")
      return nil
    }
  }

  /// Sorts out what the system's log says of this journal.
  private mutating func expect(_ series: JournalSeries, scope: String, account: String) {
    let journal = series.parts.last?.header.journal
    var others: [[UInt8]: UInt64] = [:]
    for line in headLines where line.scope == scope && line.account == account {
      if line.journal == journal {
        expected[line.record, default: []].append(line)
      } else {
        others[line.journal] = max(others[line.journal] ?? 0, line.record)
      }
    }
    for (_, record) in others.sorted(by: { $0.value < $1.value }) {
      report.problems.append(
        "the system's log knows another journal of this account, with \(record) records: it was deleted or"
          + " replaced (anybody on this machine can write to that log)")
    }
  }

  private mutating func compare(_ chain: JournalChain) {
    guard let lines = expected.removeValue(forKey: chain.number) else { return }
    for line in lines {
      if line.head == chain.head {
        heldLineCount += 1
      } else {
        report.problems.append(
          "record \(chain.number) is not what the system's log was told: the journal was written anew from"
            + " there or before")
      }
    }
  }

  private mutating func judge(_ series: JournalSeries) {
    let first = series.parts.first?.header.firstRecord ?? 1
    if let latest = expected.keys.filter({ $0 > report.recordCount }).max() {
      report.problems.append(
        "the system's log was told of record \(latest), and the journal ends with \(report.recordCount): its"
          + " end was cut off, or an older copy was put in its place")
    }
    if heldLineCount > 0 {
      report.findings.append("the system's log was told \(heldLineCount) heads, which are on the chain")
    }
    let early = expected.keys.filter { $0 < first }.count
    if early > 0 { report.findings.append("\(early) heads in the system's log are older than these files") }
    guard let givenHead else { return }
    if let record = recordOfGivenHead {
      let left = report.recordCount - min(record, report.recordCount)
      report.findings.append("the head given is that of record \(record), and \(left) records follow")
    } else {
      report.problems.append(
        "the head given, \(Hexadecimal.text(givenHead)), is on no place of the chain: the end was cut off, or"
          + " the journal was written anew")
    }
  }
}
