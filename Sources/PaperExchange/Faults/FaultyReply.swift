import HTTP
import PaperCore

/// The answers of an exchange in trouble, with the texts that the real one gives (errors.md; rest-api.md,
/// "HTTP Return Codes").
enum FaultyReply {
  /// 503 without a code: the request may or may not have been carried out (rest-api.md: the status of the
  /// execution is unknown).
  static func unknownStatus(keepsAlive: Bool) -> HTTPReply {
    reply(
      503,
      #"{"code":-1000,"msg":"Unknown error, please check your request or try again later."}"#, keepsAlive)
  }

  /// One of `Fault.codes` with its documented text.
  static func code(_ code: Int, keepsAlive: Bool) -> HTTPReply {
    switch code {
    case -1_006:
      reply(
        500,
        #"{"code":-1006,"msg":"An unexpected response was received from the message bus. "#
          + #"Execution status unknown."}"#, keepsAlive)
    case -1_007:
      reply(
        408,
        #"{"code":-1007,"msg":"Timeout waiting for response from backend server. "#
          + #"Send status unknown; execution status unknown."}"#, keepsAlive)
    case -2_013: reply(400, #"{"code":-2013,"msg":"Order does not exist."}"#, keepsAlive)
    default:
      reply(
        503,
        #"{"code":-1008,"msg":"Server is currently overloaded with other requests. "#
          + #"Please try again in a few minutes."}"#, keepsAlive)
    }
  }

  /// Any status from 400 to 599, with the body that the exchange, or what stands before it, sends with it.
  static func status(_ status: Int, retryAfterSeconds: Int?, keepsAlive: Bool) -> HTTPReply {
    var answer: HTTPReply
    switch status {
    case 403: answer = webPage(status: 403, "403 Forbidden", keepsAlive: keepsAlive)
    case 429:
      answer = reply(
        429,
        #"{"code":-1003,"msg":"Too much request weight used; current limit is 6000 request weight per 1 "#
          + #"MINUTE. Please use WebSocket Streams for live updates to avoid polling the API."}"#, keepsAlive)
    case 418:
      answer = reply(
        418,
        #"{"code":-1003,"msg":"Way too much request weight used; IP banned. "#
          + #"Please use WebSocket Streams for live updates to avoid bans."}"#, keepsAlive)
    case 451:
      answer = reply(
        451,
        #"{"code":0,"msg":"Service unavailable from a restricted location according to 'b. Eligibility'."}"#,
        keepsAlive)
    case 500...599: answer = webPage(status: status, "\(status) Server Error", keepsAlive: keepsAlive)
    default: answer = reply(status, #"{"code":-1000,"msg":"An unknown error occurred."}"#, keepsAlive)
    }
    if let retryAfterSeconds { answer.headers.append("Retry-After", String(retryAfterSeconds)) }
    return answer
  }

  /// 200 and a page, as a captive portal answers everything.
  static func webPage(keepsAlive: Bool) -> HTTPReply {
    webPage(status: 200, "Welcome to the network", keepsAlive: keepsAlive)
  }

  /// A good answer whose body stops being JSON in the middle, with the right length.
  static func wrongJSON(_ reply: HTTPReply) -> HTTPReply {
    var reply = reply
    let middle = reply.body.count / 2
    reply.body.replaceSubrange(middle..., with: Array("<<".utf8))
    return reply
  }

  /// Bytes that are not HTTP, the same for the same request.
  static func garbage(_ number: Int) -> [UInt8] {
    var generator = SeededGenerator(seed: SeededGenerator.hash(1, number))
    return (0..<256).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
  }

  /// The bytes of an answer.
  static func bytes(_ reply: HTTPReply, answering request: HTTPRequest) -> [UInt8] {
    var bytes: [UInt8] = []
    do throws(HTTPFailure) {
      try HTTPWriter.append(reply, answering: request, to: &bytes)
    } catch {
      preconditionFailure("the router's answers can be written")
    }
    return bytes
  }

  private static func reply(_ status: Int, _ body: String, _ keepsAlive: Bool) -> HTTPReply {
    var headers = HTTPHeaders()
    headers.append("Content-Type", "application/json;charset=UTF-8")
    return HTTPReply(status: status, headers: headers, body: Array(body.utf8), keepsAlive: keepsAlive)
  }

  private static func webPage(status: Int, _ title: String, keepsAlive: Bool) -> HTTPReply {
    var headers = HTTPHeaders()
    headers.append("Content-Type", "text/html")
    let body = "<html><head><title>\(title)</title></head><body><h1>\(title)</h1></body></html>"
    return HTTPReply(status: status, headers: headers, body: Array(body.utf8), keepsAlive: keepsAlive)
  }
}
