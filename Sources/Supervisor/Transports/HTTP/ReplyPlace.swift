internal import HTTPServer
internal import LinuxIO

/// Where a reply goes, and what has to be in its head whatever it says.
struct ReplyPlace {
  let connection: HTTPConnection
  /// The web page that asks, when it may; repeated so that the browser lets it read the reply.
  var origin: String?
  /// The session that the reply opens.
  var openedSession: String?
  /// Where the request came from before it reached a reverse proxy that is believed; nil without one.
  var forwardedFor: String?

  /// What a line of the log calls the client.
  @LoopActor var client: String {
    guard let forwardedFor else { return connection.address }
    return "\(forwardedFor) through \(connection.address)"
  }
}
