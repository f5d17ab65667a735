import Foundation
import PaperRoutes
import TestSupport
import Testing
import Values

/// The documents' examples that no other suite compares: of what is empty here, of answers that only confirm,
/// and of lists of symbols.
@Suite struct `Documented shapes of the rest` {
  private static let pair = #"symbols=["BTCUSDT","BNBUSDT"]"#

  /// The documents' example, and the request that it answers.
  private static let examples: [(file: String, target: String, query: String)] = [
    ("GET_api_v3_executionRules", "GET api/v3/executionRules", "symbol=BTCUSDT"),
    ("GET_api_v3_historicalBlockTrades", "GET api/v3/historicalBlockTrades", "symbol=BTCUSDT&fromId=0"),
    ("GET_api_v3_myAllocations", "GET api/v3/myAllocations", "symbol=BTCUSDT"),
    ("GET_api_v3_ticker__2-When-using-symbols", "GET api/v3/ticker", pair),
    ("GET_api_v3_ticker__4-When-using-symbols", "GET api/v3/ticker", pair + "&type=MINI"),
    ("GET_api_v3_ticker_24hr__2-OR", "GET api/v3/ticker/24hr", pair),
    ("GET_api_v3_ticker_24hr__4-OR", "GET api/v3/ticker/24hr", pair + "&type=MINI"),
    ("GET_api_v3_ticker_tradingDay__2-With-symbols", "GET api/v3/ticker/tradingDay", pair),
    ("GET_api_v3_ticker_tradingDay__4-With-symbols", "GET api/v3/ticker/tradingDay", pair + "&type=MINI"),
    ("GET_fapi_v1_apiTradingStatus__1-Response", "GET fapi/v1/apiTradingStatus", ""),
    ("POST_fapi_v1_positionSide_dual", "POST fapi/v1/positionSide/dual", "dualSidePosition=true"),
    ("POST_fapi_v1_multiAssetsMargin", "POST fapi/v1/multiAssetsMargin", "multiAssetsMargin=true"),
    ("GET_sapi_v1_accountSnapshot__3-OR", "GET sapi/v1/accountSnapshot", "type=FUTURES"),
    ("GET_sapi_v1_accountSnapshot__2-OR", "GET sapi/v1/accountSnapshot", "type=MARGIN"),
    ("GET_sapi_v1_asset_assetDetail", "GET sapi/v1/asset/assetDetail", ""),
    ("GET_sapi_v1_asset_assetDividend", "GET sapi/v1/asset/assetDividend", ""),
    ("GET_sapi_v1_asset_dribblet", "GET sapi/v1/asset/dribblet", ""),
    ("GET_sapi_v1_capital_withdraw_history", "GET sapi/v1/capital/withdraw/history", ""),
  ]

  @Test func `the recorded examples have the same members and types`() throws {
    guard let folder = Repository.reference("binance/examples") else { return }
    let client = try WalletClient()
    try client.fund("USDT", "1000")
    try client.fund("USDT", "1000", "UMFUTURE")
    client.now += 86_400_000
    for row in Self.examples {
      let bytes = try [UInt8](Data(contentsOf: folder.appending(path: row.file + ".json")))
      let example = try JSONDocument(bytes).root
      do throws(ExchangeError) {
        let difference = Self.difference(try client.ask(row.target, row.query), example)
        #expect(difference == nil, "\(row.file)")
      } catch {
        Issue.record("\(row.file): \(error)")
      }
    }
  }

  /// What an answer has and the example has not, or the other way round. An empty list has no members to
  /// compare; of others the first entry counts.
  private static func difference(_ answer: JSONValue, _ example: JSONValue) -> String? {
    guard answer.kind == example.kind else {
      return "\(answer.kind.rawValue) in place of \(example.kind.rawValue)"
    }
    switch answer.kind {
    case .object:
      // A member for each asset or symbol: any of them will do. The first of the documents' is suspended.
      if example.members.allSatisfy({ $0.key == $0.key.uppercased() }), let its = Array(example.members).last
      {
        guard let mine = Array(answer.members).first else { return nil }
        return difference(mine.value, its.value)
      }
      let keys = answer.members.map(\.key)
      let wanted = example.members.map(\.key)
      guard keys == wanted else { return "\(keys) in place of \(wanted)" }
      for key in keys {
        guard let mine = answer[key], let its = example[key] else { continue }
        if let difference = difference(mine, its) { return "\(key): \(difference)" }
      }
      return nil
    case .array:
      guard let mine = answer[0], let its = example[0] else { return nil }
      return difference(mine, its)
    default: return nil
    }
  }
}
