public import MCP
public import Values

/// Who answers requests that are not calls of the catalogue's tools, where a server has such.
public struct HostDesk {
  /// Answers a request: what comes of it goes to `HTTPTransport.finish`.
  public var answer: (_ callID: UInt64, _ request: HostedRequest) -> Void
  /// Nobody wants the answer any more.
  public var cancel: (_ callID: UInt64) -> Void
  /// What a client has answered to a question about a request; nil for an error.
  public var replied: (_ callID: UInt64, _ name: String, _ result: JSON?) -> Void

  /// - Parameters:
  ///   - answer: the number is unique among all clients.
  ///   - cancel: of a request that was not answered.
  ///   - replied: to `HTTPTransport.ask`.
  public init(
    answer: @escaping (UInt64, HostedRequest) -> Void, cancel: @escaping (UInt64) -> Void,
    replied: @escaping (UInt64, String, JSON?) -> Void
  ) {
    self.answer = answer
    self.cancel = cancel
    self.replied = replied
  }
}
