/// A fill as it is kept: 80 bytes.
struct FillRecord {
  var tradeID: Int
  var orderNumber: Int
  var price: Int
  var quantity: Int
  var quote: Int
  var commission: Int
  var time: Int
  /// 0: the simulated market.
  var counterpartOrderNumber: Int
  var counterpartAccountNumber: Int
  var listNumber: Int32
  var isBuyer: Bool
  var isMaker: Bool
  var isFirst: Bool
}
