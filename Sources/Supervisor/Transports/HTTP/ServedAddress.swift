/// An address that is served.
///
/// With or without a slash at its end it is the same: addresses are pasted, and of a 404 clients show little
/// but the number. Not by a redirect to the one spelling, as servers of the Python SDK give (307, its issue
/// 1168): some clients and proxies do not repeat a POST at another address, and behind a reverse proxy an
/// answer that names one must know scheme and port, or the client leaves its token behind on the way.
enum ServedAddress {
  /// Streamable HTTP, and requests without a session.
  case current
  /// The stream of HTTP with SSE.
  case oldStream
  /// Where the messages of HTTP with SSE go.
  case oldMessages

  /// What is served at a path; nil when there is nothing. To the letter: a percent-encoded letter, another
  /// case or a second slash make another path, as they do for whoever stands in front and looks at paths too.
  init?(path: String) {
    switch path {
    case HTTPTransport.path, HTTPTransport.path + "/": self = .current
    case HTTPTransport.oldStreamPath, HTTPTransport.oldStreamPath + "/": self = .oldStream
    case HTTPTransport.oldMessagePath, HTTPTransport.oldMessagePath + "/": self = .oldMessages
    default: return nil
    }
  }

  /// The methods that may be asked for here, besides OPTIONS.
  var methods: [String] {
    switch self {
    case .current: ["GET", "POST", "DELETE"]
    case .oldStream: ["GET"]
    case .oldMessages: ["POST"]
    }
  }
}
