import PaperSpot

/// How much of a placed order an answer shows (enums.md, "Order Response Type").
enum OrderResponseType: String, CaseIterable {
  case acknowledgement = "ACK"
  case result = "RESULT"
  case full = "FULL"

  /// What is shown when nothing is said: rest-api.md, "New order", `newOrderRespType`.
  ///
  /// For order lists the documents name no default; their examples, sent without the parameter, are `result`.
  static func standard(for type: OrderType) -> Self {
    type == .market || type == .limit ? .full : .acknowledgement
  }
}
