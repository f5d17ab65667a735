import HTTP

/// What one connection's bytes came to: the messages in order, then the failure that ended it, if one did.
struct Outcome<Message: Equatable & Sendable>: Equatable, Sendable {
  var messages: [Message] = []
  var failure: HTTPFailure?
}

/// Ways to drive a parser that tests share.
enum Feeding {
  /// Takes all requests from `pieces`, each pushed as one read would be.
  static func requests(
    _ pieces: [ArraySlice<UInt8>], limits: HTTPLimits = .request, ends: Bool = false
  ) -> Outcome<HTTPRequest> {
    var parser = HTTPRequestParser(limits: limits)
    var outcome = Outcome<HTTPRequest>()
    do throws(HTTPFailure) {
      for piece in pieces {
        let bytes = Array(piece)
        var offset = 0
        while offset < bytes.count {
          let taken = try parser.receive(bytes.span.extracting(offset...))
          precondition(
            taken > 0 && taken <= bytes.count - offset, "a parser that takes nothing loops for ever")
          offset += taken
          if let request = parser.next() { outcome.messages.append(request) }
        }
      }
      if ends { try parser.receiveEnd() }
    } catch {
      outcome.failure = error
    }
    return outcome
  }

  /// Takes all replies from `pieces`; `methods` are those that were asked with, in order.
  static func replies(
    _ pieces: [ArraySlice<UInt8>], methods: [String] = [], limits: HTTPLimits = .reply, ends: Bool = false
  ) -> Outcome<HTTPReply> {
    var parser = HTTPReplyParser(limits: limits)
    var outcome = Outcome<HTTPReply>()
    if let method = methods.first { parser.expect(method: method) }
    do throws(HTTPFailure) {
      for piece in pieces {
        let bytes = Array(piece)
        var offset = 0
        while offset < bytes.count {
          let taken = try parser.receive(bytes.span.extracting(offset...))
          precondition(
            taken > 0 && taken <= bytes.count - offset, "a parser that takes nothing loops for ever")
          offset += taken
          guard let reply = parser.next() else { continue }
          outcome.messages.append(reply)
          if outcome.messages.count < methods.count {
            parser.expect(method: methods[outcome.messages.count])
          }
        }
      }
      if ends, let reply = try parser.receiveEnd() { outcome.messages.append(reply) }
    } catch {
      outcome.failure = error
    }
    return outcome
  }

  static func request(_ text: String, limits: HTTPLimits = .request) -> Outcome<HTTPRequest> {
    requests([Array(text.utf8)[...]], limits: limits)
  }

  static func reply(_ text: String, limits: HTTPLimits = .reply, ends: Bool = false) -> Outcome<HTTPReply> {
    replies([Array(text.utf8)[...]], limits: limits, ends: ends)
  }
}
