import Catalog
import Exchange
import LinuxIO
import Values

/// An exchange that answers from a closure and remembers what it was asked.
@LoopActor
final class FakeExchange: ExchangeReading {
  /// The text of an answer, or why there is none.
  typealias Responder = @LoopActor (ExchangeRequest) throws(ToolFailure) -> String

  private let respond: Responder
  private(set) var requests: [ExchangeRequest] = []

  nonisolated init(_ respond: @escaping Responder) {
    self.respond = respond
  }

  func read(_ request: ExchangeRequest, for call: CallContext) async throws(ToolFailure) -> ExchangeReply {
    requests.append(request)
    let text = try respond(request)
    do {
      let document = try JSONDocument(Array(text.utf8), limits: .exchangeReply)
      return ExchangeReply(status: 200, document: document, receivedAtMilliseconds: 1_723_075_200_123)
    } catch {
      throw ToolFailure(kind: .binanceAPIError, message: "not JSON", isRetryable: true)
    }
  }

  /// The last request's parameters, as they would be written.
  var lastQuery: String {
    requests.last?.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&") ?? ""
  }
}
