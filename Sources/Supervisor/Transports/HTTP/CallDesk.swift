public import Catalog
public import MCP

/// Who runs the calls of HTTP clients; the answers come back to the transport's `deliver`.
public struct CallDesk {
  /// Runs a call.
  public var submit: (_ callID: UInt64, _ client: UInt64, _ call: ToolCall, _ principal: Principal) -> Void
  /// Nobody wants the answer of a call any more.
  public var cancel: (_ callID: UInt64) -> Void
  /// What a person has said about a call.
  public var confirmed: (_ callID: UInt64, _ verdict: ElicitationVerdict) -> Void

  /// - Parameters:
  ///   - submit: takes a call; `client` is the same for all calls of a session and of no other.
  ///   - cancel: of a call that was submitted and not answered.
  ///   - confirmed: of a call that was asked about.
  public init(
    submit: @escaping (UInt64, UInt64, ToolCall, Principal) -> Void, cancel: @escaping (UInt64) -> Void,
    confirmed: @escaping (UInt64, ElicitationVerdict) -> Void
  ) {
    self.submit = submit
    self.cancel = cancel
    self.confirmed = confirmed
  }
}
