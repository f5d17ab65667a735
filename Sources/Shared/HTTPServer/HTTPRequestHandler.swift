public import HTTP
public import LinuxIO

/// Who answers the requests of a server's connections.
@LoopActor
public protocol HTTPRequestHandler: AnyObject {
  /// Takes a request. The connection reads no other before this one has its reply, which may come before this
  /// returns or at any time after.
  func receive(_ request: consuming HTTPRequest, on connection: HTTPConnection)

  /// What a client gets whose request cannot be read, or came too slowly; the connection ends with it.
  ///
  /// - Parameter words: what is wrong; holds none of the client's bytes.
  func refusal(status: Int, words: String) -> HTTPReply
}
