internal import Configuration
internal import Values

/// What the operator has answered so far of what `bulkhead trading enable` asks; flags answer in advance.
struct TradingAnswers: Sendable, Equatable {
  /// The values for `bulkhead.json`, by key. `.null` takes a key away.
  private(set) var values: [String: JSON] = [:]
  /// Whether the file may be written without asking.
  private(set) var isAgreed = false

  /// Nothing answered.
  init() {}

  init(_ words: CommandWords) throws(UsageFailure) {
    isAgreed = words.has(.yes)
    if let text = words.value(.quote) { try answer("trading.quote", .string(text), by: .quote) }
    for question in TradingQuestion.allCases {
      guard let text = words.value(question.flag) else { continue }
      try take(text, for: question)
    }
  }

  /// The questions that are still open, in their order.
  var open: [TradingQuestion] { TradingQuestion.allCases.filter { values[$0.key] == nil } }

  /// Takes the answer to a question.
  ///
  /// - Throws: what is wrong with it, and what would do.
  mutating func take(_ text: String, for question: TradingQuestion) throws(UsageFailure) {
    try answer(question.key, question.value(of: text), by: question.flag)
  }

  private mutating func answer(_ name: String, _ value: JSON, by flag: Flag) throws(UsageFailure) {
    if value != .null, let problem = ConfigurationKey.named(name)?.problem(with: value) {
      throw UsageFailure(
        "\(problem.shown) does not do: it must be \(problem.wanted)",
        suggestion: "For example: \(flag.rawValue) \(flag.exampleValue)")
    }
    values[name] = value
  }
}
