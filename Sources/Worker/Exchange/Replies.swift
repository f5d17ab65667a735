internal import Catalog
internal import HTTP
internal import LinuxIO
internal import Values

/// Turns what came back, or did not, into an answer or into the words that the client gets. The only place of
/// this module where such words are written.
///
/// Each failure says what happened, whether the same call may succeed later, and the next step. The server's
/// own text goes into `details.exchange_message` and nowhere else. No message holds a query: that of a signed
/// request holds the signature.
struct Replies {
  let server: BaseURL
  let configuration: ExchangeConfiguration
  let isRead: Bool
  let endpoint: Endpoint

  init(_ server: BaseURL, _ configuration: ExchangeConfiguration, isRead: Bool, endpoint: Endpoint) {
    self.server = server
    self.configuration = configuration
    self.isRead = isRead
    self.endpoint = endpoint
  }

  // Made when a failure needs them, which most requests never do.

  var host: String { server.authority }
  var isLoopback: Bool { server.isLoopback }
  var isProxied: Bool { !server.isLoopback && Self.namesProxy(isEncrypted: server.isEncrypted) }
  var hasOwnAuthorities: Bool { configuration.caFile != nil }
  var connectSeconds: Int { (configuration.connectTimeoutMilliseconds + 999) / 1_000 }
  var requestSeconds: Int { (configuration.requestTimeoutMilliseconds + 999) / 1_000 }

  /// The variables that libcurl reads; `http_proxy` in lower case only, as a CGI program's caller can set the
  /// other one.
  private static func namesProxy(isEncrypted: Bool) -> Bool {
    let names = isEncrypted ? ["https_proxy", "HTTPS_PROXY"] : ["http_proxy"]
    return (names + ["all_proxy", "ALL_PROXY"]).contains { CurrentProcess.environment($0)?.isEmpty == false }
  }

  /// Reads an answer that is as it should be, which needs no words.
  ///
  /// - Returns: nil for anything that is not a 2xx answer in JSON: `reading` says what it is.
  @LoopActor
  static func read(_ reply: HTTPReply) -> ExchangeReply? {
    guard (200...299).contains(reply.status) else { return nil }
    do throws(JSONReader.Failure) {
      return ExchangeReply(
        status: reply.status, document: try JSONDocument(reply.body, limits: .exchangeReply),
        receivedAtMilliseconds: EventLoop.turnWallClockMilliseconds)
    } catch {
      return nil
    }
  }

  /// Reads an answer.
  ///
  /// - Throws: for every status but 2xx, and for a body that is not JSON.
  func reading(_ reply: HTTPReply) throws(ToolFailure) -> ExchangeReply {
    guard (200...299).contains(reply.status) else { throw failure(status: reply) }
    do throws(JSONReader.Failure) {
      return ExchangeReply(
        status: reply.status, document: try JSONDocument(reply.body, limits: .exchangeReply),
        receivedAtMilliseconds: EventLoop.wallClockMilliseconds)
    } catch {
      throw unreadable(reply, error)
    }
  }

  /// An answer with a good status and a body that is none.
  private func unreadable(_ reply: HTTPReply, _ error: JSONReader.Failure) -> ToolFailure {
    if !isRead { return unknown("its answer could not be read (\(error))", status: reply.status) }
    if isMarkup(reply) {
      return ToolFailure(
        kind: .binanceAPIError, message: "\(host) answered with a web page instead of JSON",
        suggestion: "Check the base URL; a proxy or the login page of a network may have answered instead.",
        details: details(reply))
    }
    return ToolFailure(
      kind: .binanceAPIError,
      message: reply.body.isEmpty
        ? "\(host) answered with nothing" : "\(host) answered with something that is not JSON: \(error)",
      isRetryable: true,
      suggestion: "Try again; if it stays so, check that the base URL is the exchange's.",
      details: details(reply))
  }

  /// Whether the body is a web page, by its type or its first character.
  func isMarkup(_ reply: HTTPReply) -> Bool {
    if reply.headers["Content-Type"]?.lowercased().contains("html") == true { return true }
    return reply.body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == 0x3C
  }

  /// What every failure with an answer carries.
  func details(_ reply: HTTPReply, message: String? = nil) -> [(String, JSON)] {
    var details: [(String, JSON)] = [
      ("http_status", .number(text: String(reply.status))), ("host", .string(host)),
    ]
    if let message { details.append(("exchange_message", .string(ExchangeText.harmless(message)))) }
    return details
  }

  /// A request that changes something and whose fate nobody knows.
  func unknown(_ reason: String, status: Int? = nil) -> ToolFailure {
    var details: [(String, JSON)] = [("host", .string(host))]
    if let status { details.insert(("http_status", .number(text: String(status))), at: 0) }
    return ToolFailure(
      kind: .outcomeUnknown,
      message: "the request was sent to \(host), and \(reason): it may or may not have been carried out",
      suggestion: "Ask for its state before doing anything else; do not send it again.", details: details)
  }
}
