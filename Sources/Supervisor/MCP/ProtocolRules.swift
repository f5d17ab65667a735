/// What one version of the protocol allows and asks for: one row of the table in
/// `ProtocolVersion+Rules.swift`.
///
/// Code asks for a property and never compares versions, so that a new version is a new row.
public struct ProtocolRules: Sendable, Hashable {
  /// How a client and a server agree on what they speak.
  public enum Era: Sendable {
    /// `initialize` opens a session, and the version holds for all of it.
    case session
    /// Each request stands alone and carries its version in `_meta`; results carry `resultType`.
    case stateless
  }

  /// What stands for the id in an error about a message whose id cannot be read.
  public enum UnreadableID: Sendable {
    /// `"id":null`, as JSON-RPC 2.0 asks; the schemas up to 2025-06-18 have no valid form for this case at
    /// all.
    case null
    /// No `id` member: the schema allows its absence and forbids null.
    case absent
  }

  /// Sessions or not.
  public var era: Era
  /// Whether an array of messages on one line is accepted.
  public var acceptsBatches: Bool
  /// Whether a listed tool, prompt or resource may have `title`.
  public var hasToolTitle: Bool
  /// Whether a listed tool may have `annotations`.
  public var hasToolAnnotations: Bool
  /// Whether results may have `structuredContent` and listed tools `outputSchema`.
  public var hasStructuredContent: Bool
  /// Whether a progress notification may have `message`.
  public var hasProgressMessage: Bool
  /// Whether a server may ask the person behind the client (`elicitation/create`).
  public var hasElicitation: Bool
  /// Whether the ability to complete arguments is declared.
  public var declaresCompletions: Bool
  /// The id of an error about a message that has no readable one.
  public var unreadableID: UnreadableID
  /// The error code for a resource that does not exist.
  public var unknownResourceCode: Int
}
