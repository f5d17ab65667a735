/// What a spot symbol lets orders do; `nil` where the exchange does not say, and then it is for the exchange
/// to refuse.
struct SpotAllowances: Sendable, Equatable {
  var iceberg: Bool?
  var oco: Bool?
  var oto: Bool?
  var quoteQuantity: Bool?
  var trailingStop: Bool?
  var cancelReplace: Bool?
  var pegs: Bool?
  var spotTrading: Bool?
}
