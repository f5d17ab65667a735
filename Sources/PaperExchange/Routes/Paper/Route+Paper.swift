extension Route {
  /// What no real exchange has: these paths begin with `/paper`, so that a client cannot come by them by
  /// mistake.
  static let paper: [Route] = [
    Route(
      "POST", "/paper/v1/fund", .userData,
      parameters: [
        Parameter("asset", .text, isMandatory: true), Parameter("amount", .text, isMandatory: true),
        Parameter("wallet", .text),
      ], weight: 1
    ) { answer throws(ExchangeError) in try answer.fund() }
  ]
}
