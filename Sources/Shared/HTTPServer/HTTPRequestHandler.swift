public import HTTP
public import LinuxIO

/// Who answers the requests of a server's connections.
@LoopActor
public protocol HTTPRequestHandler: AnyObject {
  /// Takes a request. The connection reads no other before this one has its reply, which may come before this
  /// returns or at any time after.
  func receive(_ request: consuming HTTPRequest, on connection: HTTPConnection)

  /// Looks at the head of a request whose body has not come whole. Whoever may send one is best granted it
  /// here already (`HTTPConnection.grant`): his bytes go before those of clients that nobody knows.
  ///
  /// - Returns: what to refuse it with before its body is received; the connection ends with that.
  func refusal(of head: HTTPRequest, on connection: HTTPConnection) -> HTTPReply?

  /// What a client gets whose request cannot be read, or came too slowly; the connection ends with it.
  ///
  /// - Parameters:
  ///   - words: what is wrong; holds none of the client's bytes.
  ///   - head: the request's, when that much of it could be read.
  func refusal(status: Int, words: String, head: HTTPRequest?) -> HTTPReply
}
