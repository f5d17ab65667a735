import Catalog
import Exchange
import LinuxIO
import Values

/// An exchange that answers from a closure and remembers what it was asked.
@LoopActor
final class FakeExchange: ExchangeReading {
  /// The text of an answer, or why there is none.
  typealias Responder = @LoopActor (ExchangeRequest) throws(ToolFailure) -> String

  var respond: Responder
  var receivedAtMilliseconds = 1_723_075_200_123
  private(set) var requests: [ExchangeRequest] = []
  /// While set, every read waits for `release`.
  var isHolding = false
  private var held: [CheckedContinuation<Void, Never>] = []

  nonisolated init(_ respond: @escaping Responder) {
    self.respond = respond
  }

  func read(_ request: ExchangeRequest, for call: CallContext) async throws(ToolFailure) -> ExchangeReply {
    requests.append(request)
    if isHolding { await withCheckedContinuation { held.append($0) } }
    let text = try respond(request)
    do {
      let document = try JSONDocument(Array(text.utf8), limits: .exchangeReply)
      return ExchangeReply(status: 200, document: document, receivedAtMilliseconds: receivedAtMilliseconds)
    } catch {
      throw ToolFailure(kind: .binanceAPIError, message: "not JSON", isRetryable: true)
    }
  }

  var heldCount: Int { held.count }

  func release() {
    isHolding = false
    let released = held
    held.removeAll()
    for continuation in released { continuation.resume() }
  }

  /// The value of a query item of the last request.
  func lastQuery(_ name: String) -> String? {
    requests.last?.query.first { $0.name == name }?.value
  }
}
