/// What cancelReplace does when the account has placed too many orders (rest-api.md,
/// `orderRateLimitExceededMode`).
enum OrderRateLimitMode: String, CaseIterable {
  /// Nothing is canceled.
  case doNothing = "DO_NOTHING"
  /// The cancel is carried out all the same.
  case cancelOnly = "CANCEL_ONLY"
}
