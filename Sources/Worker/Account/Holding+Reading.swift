import Answers
import Catalog
import Values

/// Reads wallets; assets of which nothing is there are left out.
extension Holding {
  /// The spot wallet of `GET /api/v3/account`.
  static func spot(_ asked: Asked) throws(ToolFailure) -> [Holding] {
    let root = try asked.reader.object(asked.root)
    return try list(of: try asked.reader.array(root["balances"], "balances"), asked) {
      row, place throws(ToolFailure) in
      let free = try asked.reader.decimal(row["free"], place("free"))
      let locked = try asked.reader.decimal(row["locked"], place("locked"))
      return Holding(
        wallet: "spot", asset: try asked.reader.word(row["asset"], place("asset")),
        total: try sum([free, locked], asked, place("free")), free: free, locked: locked, unrealized: nil)
    }
  }

  /// The funding wallet of `POST /sapi/v1/asset/get-funding-asset`.
  static func funding(_ asked: Asked) throws(ToolFailure) -> [Holding] {
    try list(of: try asked.reader.array(asked.root), asked) { row, place throws(ToolFailure) in
      let free = try asked.reader.decimal(row["free"], place("free"))
      var locked = try asked.reader.decimal(row["locked"], place("locked"))
      for name in ["freeze", "withdrawing"] {
        guard let value = row[name] else { continue }
        locked = try sum([locked, try asked.reader.decimal(value, place(name))], asked, place(name))
      }
      return Holding(
        wallet: "funding", asset: try asked.reader.word(row["asset"], place("asset")),
        total: try sum([free, locked], asked, place("free")), free: free, locked: locked, unrealized: nil)
    }
  }

  /// The margin balances of `GET /fapi/v3/balance`.
  static func futures(_ asked: Asked) throws(ToolFailure) -> [Holding] {
    try list(of: try asked.reader.array(asked.root), asked) { row, place throws(ToolFailure) in
      Holding(
        wallet: "futures", asset: try asked.reader.word(row["asset"], place("asset")),
        total: try asked.reader.decimal(row["balance"], place("balance")),
        free: try asked.reader.decimal(row["availableBalance"], place("availableBalance")), locked: nil,
        unrealized: try asked.reader.decimal(row["crossUnPnl"], place("crossUnPnl")))
    }
  }

  private static func list(
    of rows: JSONValue, _ asked: Asked,
    _ read: (JSONValue, (String) -> String) throws(ToolFailure) -> Holding
  ) throws(ToolFailure) -> [Holding] {
    var holdings: [Holding] = []
    for (index, row) in rows.elements.enumerated() {
      let holding = try read(row) { "\($0) of row \(index)" }
      if holding.total.isZero && holding.unrealized?.isZero ?? true { continue }
      holdings.append(holding)
    }
    return holdings
  }

  private static func sum(
    _ amounts: [ExactDecimal], _ asked: Asked, _ place: String
  ) throws(ToolFailure) -> ExactDecimal {
    do throws(ExactDecimal.Failure) {
      var sum = ExactDecimal.zero
      for amount in amounts { sum = try sum.adding(amount) }
      return sum
    } catch {
      throw asked.unsummable(place)
    }
  }
}
