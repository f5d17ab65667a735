import Answers
import Catalog
import Values

/// One day of `GET /sapi/v1/accountSnapshot`; holdings and positions of nothing are left out.
struct Snapshot {
  /// When it was taken: 23:59:59 UTC, in milliseconds.
  let time: Int
  let rows: [JSONValue]
  let positions: [JSONValue]
  let totalOfBTC: ExactDecimal?

  /// Rows that it takes in the answer.
  var rowCount: Int { rows.count + positions.count }

  init(
    _ entry: JSONValue, _ type: SnapshotType, _ reader: ReplyReader, _ index: Int
  ) throws(ToolFailure) {
    time = try reader.integer(entry["updateTime"], "updateTime of day \(index)")
    let data = try reader.object(entry["data"] ?? entry, "data of day \(index)")
    totalOfBTC =
      if let name = type.totalName {
        try reader.decimal(data[name], "\(name) of day \(index)")
      } else {
        nil
      }
    rows = try Self.held(
      try reader.array(data[type.listName], "\(type.listName) of day \(index)"),
      type.columns.filter { $0.content == .amount }.map(\.source), reader, index)
    positions =
      type == .futures
      ? try Self.held(
        try reader.array(data["position"], "position of day \(index)"), ["positionAmt"], reader, index)
      : []
  }

  /// The rows of which at least one of the amounts is not zero.
  private static func held(
    _ list: JSONValue, _ amounts: [String], _ reader: ReplyReader, _ index: Int
  ) throws(ToolFailure) -> [JSONValue] {
    var held: [JSONValue] = []
    for row in list.elements {
      var isHeld = false
      for name in amounts {
        let amount = try reader.decimal(row[name], "\(name) of day \(index)")
        if !amount.isZero { isHeld = true }
      }
      if isHeld { held.append(row) }
    }
    return held
  }
}
