internal import HTTP
internal import MCP

/// What `MCP-Protocol-Version` of a request says.
enum VersionHeader: Equatable {
  /// Nothing: 2025-03-26, which has no such header, or `initialize`.
  case absent
  /// A version with sessions.
  case session
  /// The version without them.
  case stateless
  /// None that we speak.
  case unknown
  /// There is more than one.
  case repeated

  init(_ headers: HTTPHeaders) {
    guard let value = headers[StandardHeaders.version] else {
      self = .absent
      return
    }
    guard headers.count(of: StandardHeaders.version) == 1 else {
      self = .repeated
      return
    }
    switch ProtocolVersion(rawValue: value)?.rules.era {
    case .session: self = .session
    case .stateless: self = .stateless
    case nil: self = .unknown
    }
  }
}
