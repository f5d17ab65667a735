/// What the exchange says when it is asked about an intent.
enum SettlementFinding: Equatable {
  /// It is there. What the client may be told: `data` of an answer, as JSON.
  case exists(report: String)
  /// Each of its orders does not exist, as far as the exchange knows at this moment.
  case doesNotExist
  /// The exchange did not say; why, and how long to wait at the least.
  case notSaid(String, waitMilliseconds: Int)
}
