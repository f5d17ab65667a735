extension Route {
  /// What a client asks about its own key (wallet documents, "Account").
  static let keys: [Route] = [
    Route("GET", "/sapi/v1/account/apiRestrictions", .userData, weight: 1) {
      answer throws(ExchangeError) in try answer.keyRestrictions()
    }
  ]
}
