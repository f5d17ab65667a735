import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// How the tools ask the exchange.
extension AccountTools {
  nonisolated static let dayMilliseconds = 86_400_000

  /// Asks once, for a tool that asks more than once.
  func ask(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)] = [], symbols: Weight.Symbols = .one,
    for call: CallContext
  ) async throws(ToolFailure) -> Asked {
    let request = ExchangeRequest(
      endpoint: endpoint, query: query, weight: endpoint.weight.value(for: symbols), isRead: true)
    return Asked(try await exchange.read(request, for: call), to: request)
  }

  /// What our answer says about itself when several requests made it.
  func metadata(_ asked: [Asked], symbol: String? = nil) -> AnswerMetadata {
    AnswerMetadata(
      timestampMilliseconds: asked.map(\.reply.receivedAtMilliseconds).max() ?? 0, venue: venue,
      symbol: symbol, weight: asked.reduce(0) { $0 + $1.weight })
  }

  func metadata(_ asked: Asked, symbol: String? = nil) -> AnswerMetadata {
    asked.metadata(venue: venue, symbol: symbol)
  }

  /// The symbol that a tool cannot do without.
  ///
  /// - Throws: `internalError` if the table and this code have drifted apart; else the check makes sure.
  func requiredSymbol(_ arguments: CheckedArguments) throws(ToolFailure) -> String {
    guard let symbol = arguments.symbol() else {
      throw ToolFailure(kind: .internalError, message: "a checked call has no symbol")
    }
    return symbol.name
  }

  func isFutures(_ arguments: CheckedArguments) -> Bool { arguments.string("market") == "futures" }

  /// An asset in the exchange's spelling, which is in capitals.
  func asset(_ name: String, in arguments: CheckedArguments) throws(ToolFailure) -> String? {
    guard let text = arguments.string(name)?.uppercased() else { return nil }
    guard ReplyReader.isWord(text) else {
      throw .argument(
        name, value: ShownValue.quoted(text), problem: "is not the name of an asset",
        bound: "a name such as BTC or USDT")
    }
    return text
  }

  /// A text that may go to the exchange as an id or a name of something.
  func identifier(_ name: String, in arguments: CheckedArguments) throws(ToolFailure) -> String? {
    guard let text = arguments.string(name) else { return nil }
    guard ReplyReader.isIdentifier(text) else {
      throw .argument(
        name, value: ShownValue.quoted(text), problem: "has characters that no id has",
        bound: "letters, digits and .:/_-")
    }
    return text
  }

  /// Refuses a range of time that the exchange would, before it costs a request.
  ///
  /// - Parameters:
  ///   - days: the longest range.
  ///   - whose: whose limit it is, for the message: "of spot orders".
  func checkSpan(_ arguments: CheckedArguments, days: Int, _ whose: String) throws(ToolFailure) {
    guard let start = arguments.integer("start_time"), let end = arguments.integer("end_time"),
      end - start > days * Self.dayMilliseconds
    else { return }
    let limit = days == 1 ? "24 hours" : "\(days) days"
    throw .argument(
      "end_time", value: String(end),
      problem: "is more than \(limit) after start_time, the exchange's limit \(whose)",
      bound: "at most \(start + days * Self.dayMilliseconds)",
      suggestion: "Ask for \(limit) at a time, one range after the other.")
  }

  /// `startTime` and `endTime`, as far as given.
  func times(_ arguments: CheckedArguments) -> [(name: String, value: String)] {
    var query: [(name: String, value: String)] = []
    if let start = arguments.integer("start_time") { query.append(("startTime", String(start))) }
    if let end = arguments.integer("end_time") { query.append(("endTime", String(end))) }
    return query
  }

  static func walletMissing(_ toolName: String) -> ToolFailure {
    ToolFailure(
      kind: .exchangeUnavailable,
      message: "\(toolName) needs the exchange's wallet interface, which the testnet has not",
      suggestion: "Use the live or the paper exchange for it.")
  }
}

extension Asked {
  /// The failure of a sum or product that no exact amount can hold; real balances are far from it.
  func unsummable(_ place: String) -> ToolFailure {
    reader.unexpected(place, "an amount that can be computed with exactly")
  }
}
