import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// How the tools ask the exchange.
extension MarketTools {
  /// Asks the exchange once, and answers the call with what it says.
  ///
  /// When it does not know the symbol (-1121), the nearest names are suggested from the list of symbols, but
  /// only if that list is in memory, however old: to fetch 3.7 MB so as to word an error better would cost
  /// more than it helps.
  func ask(
    _ question: Question, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<[UInt8], ToolFailure>) -> Void
  ) {
    let request = question.request
    exchange.read(request, for: call) { [self] result in
      do throws(ToolFailure) {
        let asked = Asked(try result.get(), to: request)
        whenDone(.success(try question.answer(asked)))
      } catch {
        whenDone(.failure(explained(error, request)))
      }
    }
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

  func metadata(_ asked: Asked, symbol: String? = nil) -> AnswerMetadata {
    asked.metadata(venue: venue, symbol: symbol)
  }

  /// The value of `symbols=`: a JSON array.
  static func list(_ symbols: [Symbol]) -> String {
    "[\(symbols.map { "\"\($0.name)\"" }.joined(separator: ","))]"
  }

  private func explained(_ failure: ToolFailure, _ request: ExchangeRequest) -> ToolFailure {
    // The list is of spot pairs; contracts of futures have other names.
    guard failure.code == -1121, request.endpoint.api == .spot,
      let symbol = request.query.first(where: { $0.name == "symbol" })?.value,
      let loaded = index.loaded
    else { return failure }
    let nearest = NearestName.list(symbol, among: loaded.names, countMax: 3)
    guard !nearest.isEmpty else { return failure }
    var explained = failure
    explained.suggestion = "Did you mean \(nearest.joined(separator: ", "))?"
    explained.details.append(("nearest", .array(nearest.map { .string($0) })))
    return explained
  }
}
