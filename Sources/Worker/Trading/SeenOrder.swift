internal import Catalog
internal import Journal
internal import Values

/// An order of ours as the exchange shows it, whatever a journal knows.
struct SeenOrder: Equatable {
  let api: API
  let kind: Intent.Kind
  let symbol: String
  let clientOrderID: String
  let side: String
  let type: String
  let quantity: ExactDecimal?
  let price: ExactDecimal?
  /// Amount of the quote asset: asked for, or traded.
  let quoteAmount: ExactDecimal?
  /// When it was placed, in milliseconds of exchange time.
  let timeMilliseconds: Int

  /// Times that an order can have: from 2017 to 2100. Nothing that is computed from one overflows.
  static let plausibleTimes = 1_483_228_800_000...4_102_444_800_000

  /// Reads one; `nil` for one that is not ours, or cannot be read.
  init?(_ order: JSONValue, api: API, isConditional: Bool = false) {
    guard let id = order[isConditional ? "clientAlgoId" : "clientOrderId"]?.string,
      IntentName.intent(of: id) != nil, let symbol = order["symbol"]?.string,
      let time = order[isConditional ? "createTime" : "time"]?.integer, Self.plausibleTimes.contains(time)
    else { return nil }
    self.api = api
    kind = api == .spot ? .order : isConditional ? .futuresAlgoOrder : .futuresOrder
    self.symbol = symbol
    clientOrderID = id
    side = order["side"]?.string ?? "BUY"
    type = order[isConditional ? "orderType" : "type"]?.string ?? "LIMIT"
    quantity = order[isConditional ? "quantity" : "origQty"]?.decimal
    let prices = ["price", "stopPrice", "triggerPrice"].compactMap { order[$0]?.decimal }
    price = prices.first { !$0.isZero }
    let amounts = ["origQuoteOrderQty", "cummulativeQuoteQty", "cumQuote"].compactMap { order[$0]?.decimal }
    quoteAmount = amounts.max()
    timeMilliseconds = time
  }

  /// What it is worth at the most in the asset that its prices are in; `nil` when nothing says so.
  var worth: ExactDecimal? {
    var worth = quoteAmount ?? .zero
    if let quantity, let price {
      do throws(ExactDecimal.Failure) {
        worth = max(worth, try quantity.multiplied(by: price))
      } catch {
        return nil
      }
    }
    return worth.isZero ? nil : worth
  }
}
