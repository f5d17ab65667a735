import Testing
import Values

@testable import Journal

@Suite struct `Records as bytes` {
  private func read(_ bytes: [UInt8]) -> JournalRecord? {
    JournalRecord(bytes, bytes.indices, formatVersion: JournalHeader.formatVersion)
  }

  @Test func `every kind of record is read as it was written`() throws {
    #expect(Set(Samples.records.map(\.kind)) == Set(JournalRecord.Kind.allCases))
    for record in Samples.records { #expect(read(try record.body()) == record) }
  }

  @Test func `a record that is cut, or has more behind it, is none`() throws {
    for record in Samples.records {
      let bytes = try record.body()
      for count in 0..<bytes.count { #expect(read(Array(bytes.prefix(count))) == nil) }
      #expect(read(bytes + [0]) == nil)
    }
  }

  @Test func `any bytes are read or refused, and what is read is written alike`() throws {
    var generator = SplitMix(seed: 0xB00C)
    for record in Samples.records {
      let bytes = try record.body()
      for _ in 0..<2000 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
          changed[Int.random(in: changed.indices, using: &generator)] = .random(
            in: 0...255, using: &generator)
        }
        guard let read = read(changed) else { continue }
        #expect(self.read(try read.body()) == read)
      }
    }
  }

  @Test(arguments: [
    "0", "-1", "127", "128", "-128", "-129", "0.1", "-0.000000000000000000000000000001",
    "99999999999999999999999999999999999999", "-99999999999999999999999999999999999999", "600.00",
  ])
  func `a decimal keeps its value and its decimals`(_ text: String) throws {
    var bytes = RecordBytes()
    bytes.append(Samples.decimal(text))
    var reader = RecordReader(bytes.bytes, bytes.bytes.indices)
    #expect(try reader.decimal().description == text)
    #expect(reader.isAtEnd)
  }

  @Test func `what means something only as a whole is refused over its bound`() {
    let long = String(repeating: "a", count: RecordBounds.nameByteCountMax + 1)
    let records: [JournalRecord] = [
      .intent(Samples.intent(long)), .intent(Samples.intent("a", symbol: long)),
      .intent(Samples.intent("a", quote: long)), .settledNotPlaced(id: long, atMilliseconds: 0),
      .intent(Samples.intent("a", legCount: RecordBounds.legCountMax + 1)),
      .policy(atMilliseconds: 0, text: String(repeating: "p", count: RecordBounds.policyByteCountMax + 1)),
      .opened(.init(instance: 1, version: "", venue: "live", account: long, atMilliseconds: 0)),
    ]
    for record in records {
      do throws(JournalFailure) {
        _ = try record.body()
        Issue.record("\(record.kind) was taken")
      } catch {
        guard case .notRecordable = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }

  @Test func `what is for people is cut at a whole character`() throws {
    let long = String(repeating: "ü", count: 4000)
    let record = JournalRecord.unknown(id: "a", atMilliseconds: 1, reason: "x" + long)
    let expected = "x" + String(repeating: "ü", count: 255)
    #expect(read(try record.body()) == .unknown(id: "a", atMilliseconds: 1, reason: expected))
    let entry = JournalRecord.AuditEntry(
      instance: 1, atMilliseconds: 1, principal: long, tool: long, request: long, parameters: long,
      result: long)
    guard case .audited(let read)? = read(try JournalRecord.audited(entry).body()) else {
      Issue.record("not read")
      return
    }
    #expect(read.parameters.utf8.count == RecordBounds.parametersByteCountMax)
    for text in [read.principal, read.tool, read.request, read.result] {
      #expect(text.utf8.count == RecordBounds.wordsByteCountMax)
    }
  }

  @Test func `a report that is too long is replaced by one that says so`() throws {
    let fitting = String(repeating: "r", count: RecordBounds.reportByteCountMax)
    let whole = JournalRecord.acknowledged(id: "a", atMilliseconds: 1, report: fitting)
    #expect(read(try whole.body()) == whole)
    let long = JournalRecord.acknowledged(id: "a", atMilliseconds: 1, report: fitting + "r")
    #expect(
      read(try long.body())
        == .acknowledged(id: "a", atMilliseconds: 1, report: #"{"omitted_byte_count":32769}"#))
  }
}
