internal import Configuration

/// What `bulkhead trading` was asked for.
public struct TradingOptions: Sendable, Equatable {
  /// Whether trading is to be allowed, or to end.
  let isEnabling: Bool
  /// What flags have answered already.
  let answers: TradingAnswers
  /// The file to write: the flag's, else the one at the usual place; `nil` when nothing says where.
  let configurationFile: String?
  /// Where the servers' control sockets lie.
  let stateFolder: String?

  init(_ words: CommandWords, _ action: String, _ settings: GivenSettings) throws(UsageFailure) {
    isEnabling = action == "enable"
    let answerFlags: [Flag] = [.symbols, .quote, .orderMax, .dailyMax, .confirmAbove, .yes]
    if !isEnabling, let flag = answerFlags.first(where: { words.has($0) }) {
      throw UsageFailure(
        "trading disable takes no \(flag.rawValue)", suggestion: "Type: bulkhead trading disable")
    }
    answers = try TradingAnswers(words)
    let usual = ConfigurationFile.usualPath(environment: settings.environment)
    configurationFile = try settings.configurationFile(words) ?? usual
    stateFolder = try StateFolderChoice(words, settings).path
  }
}
