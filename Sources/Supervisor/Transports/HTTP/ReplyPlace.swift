internal import HTTPServer

/// Where a reply goes, and what has to be in its head whatever it says.
struct ReplyPlace {
  let connection: HTTPConnection
  /// The web page that asks, when it may; repeated so that the browser lets it read the reply.
  var origin: String?
  /// The session that the reply opens.
  var openedSession: String?
}
