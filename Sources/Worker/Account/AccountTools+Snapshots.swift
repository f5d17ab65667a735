import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// What the account held at the end of each day.
extension AccountTools {
  /// The fewest days that the exchange gives.
  private static let dayCountMin = 7

  func snapshots(_ arguments: CheckedArguments) throws(ToolFailure) -> Question {
    try checkSpan(arguments, days: 30, "of snapshots")
    let type = SnapshotType(rawValue: arguments.string("type") ?? "spot") ?? .spot
    let days = arguments.integer("days") ?? 7
    let rowCountMax = arguments.integer("limit") ?? 500
    let query =
      [(name: "type", value: type.rawValue.uppercased())] + times(arguments) + [
        ("limit", String(max(days, Self.dayCountMin)))
      ]
    return Question(.accountSnapshot, query) { [self] asked throws(ToolFailure) in
      let root = try asked.reader.object(asked.root)
      guard try asked.reader.integer(root["code"], "code") == 200 else {
        throw asked.reader.unexpected("code", "200")
      }
      let list = try asked.reader.array(root["snapshotVos"], "snapshotVos")
      var shown: [Snapshot] = []
      for (index, entry) in list.elements.enumerated() {
        shown.append(try Snapshot(entry, type, asked.reader, index))
      }
      shown.sort { $0.time < $1.time }
      shown = Array(shown.suffix(days))
      // Whole days, from the newest back, as long as there is room; the newest in any case.
      var first = shown.endIndex
      var rowCount = 0
      while first > shown.startIndex {
        let next = rowCount + shown[first - 1].rowCount
        if rowCount > 0 && next > rowCountMax { break }
        rowCount = next
        first -= 1
      }
      return try written(shown[first...], type, leftOut: shown[..<first], rowCountMax, asked)
    }
  }

  private func written(
    _ days: ArraySlice<Snapshot>, _ type: SnapshotType, leftOut: ArraySlice<Snapshot>, _ rowCountMax: Int,
    _ asked: Asked
  ) throws(ToolFailure) -> [UInt8] {
    var answer = Answer(reservingByteCount: asked.reply.body.count + 512)
    answer.writer.beginObject()
    answer.writer.member("type", type.rawValue)
    answer.writer.member("columns", JSON.array((["time"] + type.columns.map(\.name)).map { .string($0) }))
    var count = 0
    answer.writer.key("rows")
    answer.writer.beginArray()
    for day in days {
      for (index, row) in day.rows.enumerated() where count < rowCountMax {
        count += 1
        try Self.write(row, type.columns, index, of: day, asked, to: &answer.writer)
      }
    }
    answer.writer.endArray()
    answer.writer.member("count", count)
    let isCut = days.reduce(0) { $0 + $1.rows.count } > count
    answer.writer.member("truncated", isCut || !leftOut.isEmpty)
    answer.writer.key("days")
    answer.writer.beginArray()
    for day in days {
      answer.writer.beginObject()
      answer.writer.member("time", day.time)
      if let total = day.totalOfBTC { answer.writer.member("total_btc", total) }
      answer.writer.endObject()
    }
    answer.writer.endArray()
    if type == .futures {
      answer.writer.key("positions")
      answer.writer.beginObject()
      answer.writer.member(
        "columns", JSON.array((["time"] + SnapshotType.positionColumns.map(\.name)).map { .string($0) }))
      answer.writer.key("rows")
      answer.writer.beginArray()
      for day in days {
        for (index, row) in day.positions.enumerated() {
          try Self.write(row, SnapshotType.positionColumns, index, of: day, asked, to: &answer.writer)
        }
      }
      answer.writer.endArray()
      answer.writer.endObject()
    }
    if let last = leftOut.last {
      answer.writer.key("next")
      answer.writer.beginObject()
      answer.writer.member("end_time", last.time)
      answer.writer.endObject()
    }
    answer.writer.endObject()
    return answer.finish(metadata(asked))
  }

  private static func write(
    _ row: JSONValue, _ columns: [Column], _ index: Int, of day: Snapshot, _ asked: Asked,
    to writer: inout JSONWriter
  ) throws(ToolFailure) {
    writer.beginArray()
    writer.number(day.time)
    for column in columns {
      try asked.reader.write(
        row[column.source], as: column, "\(column.source) of row \(index)", to: &writer)
    }
    writer.endArray()
  }
}
