public import Catalog
public import Exchange
public import LinuxIO
internal import Values

/// An exchange that answers from a closure and remembers what it was asked.
@LoopActor
public final class FakeExchange: ExchangeReading {
  /// The text of an answer, or why there is none.
  public typealias Responder = @LoopActor (ExchangeRequest) throws(ToolFailure) -> String

  /// What it answers.
  public var respond: Responder
  /// When its answers came, in milliseconds since 1970.
  public var receivedAtMilliseconds = 1_723_075_200_123
  /// What it was asked, in order.
  public private(set) var requests: [ExchangeRequest] = []
  /// While set, every read waits for `release`.
  public var isHolding = false
  private var held: [CheckedContinuation<Void, Never>] = []

  /// An exchange that answers so.
  public nonisolated init(_ respond: @escaping Responder) {
    self.respond = respond
  }

  /// Answers a question.
  public func read(
    _ request: ExchangeRequest, for call: CallContext
  ) async throws(ToolFailure) -> ExchangeReply {
    requests.append(request)
    if isHolding { await withCheckedContinuation { held.append($0) } }
    return try Self.reply(try respond(request), receivedAtMilliseconds: receivedAtMilliseconds)
  }

  /// An answer with this text.
  public static func reply(
    _ text: String, status: Int = 200, receivedAtMilliseconds: Int = 1_723_075_200_123
  ) throws(ToolFailure) -> ExchangeReply {
    do {
      let document = try JSONDocument(Array(text.utf8), limits: .exchangeReply)
      return ExchangeReply(
        status: status, document: document, receivedAtMilliseconds: receivedAtMilliseconds)
    } catch {
      throw ToolFailure(kind: .binanceAPIError, message: "not JSON", isRetryable: true)
    }
  }

  /// How many reads wait.
  public var heldCount: Int { held.count }

  /// Lets those that wait go on, and nobody wait any more.
  public func release() {
    isHolding = false
    let released = held
    held.removeAll()
    for continuation in released { continuation.resume() }
  }

  /// Paths that were asked for, in order.
  public var paths: [String] { requests.map { $0.endpoint.path } }

  /// The last request's parameters, as they would be written.
  public var lastQuery: String {
    requests.last?.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&") ?? ""
  }

  /// The value of a query item of the last request.
  public func lastQuery(_ name: String) -> String? {
    requests.last?.query.first { $0.name == name }?.value
  }
}
