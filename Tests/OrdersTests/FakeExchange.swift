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
    return try Self.reply(try respond(request))
  }

  static func reply(_ text: String, status: Int = 200) throws(ToolFailure) -> ExchangeReply {
    do {
      let document = try JSONDocument(Array(text.utf8), limits: .exchangeReply)
      return ExchangeReply(status: status, document: document, receivedAtMilliseconds: 1_723_075_200_123)
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

  /// Paths that were asked for, in order.
  var paths: [String] { requests.map { $0.endpoint.path } }
}
