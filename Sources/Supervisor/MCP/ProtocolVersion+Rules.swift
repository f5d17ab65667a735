extension ProtocolVersion {
  /// The row of this version. Sources: the schema and the change log of each version.
  public var rules: ProtocolRules {
    switch self {
    case .november2024:
      ProtocolRules(
        era: .session, acceptsBatches: false, hasToolTitle: false, hasToolAnnotations: false,
        hasStructuredContent: false, hasProgressMessage: false, hasElicitation: false,
        declaresCompletions: false, unreadableID: .null, unknownResourceCode: -32002)
    case .march2025:
      ProtocolRules(
        era: .session, acceptsBatches: true, hasToolTitle: false, hasToolAnnotations: true,
        hasStructuredContent: false, hasProgressMessage: true, hasElicitation: false,
        declaresCompletions: true, unreadableID: .null, unknownResourceCode: -32002)
    case .june2025:
      ProtocolRules(
        era: .session, acceptsBatches: false, hasToolTitle: true, hasToolAnnotations: true,
        hasStructuredContent: true, hasProgressMessage: true, hasElicitation: true,
        declaresCompletions: true, unreadableID: .null, unknownResourceCode: -32002)
    case .november2025:
      ProtocolRules(
        era: .session, acceptsBatches: false, hasToolTitle: true, hasToolAnnotations: true,
        hasStructuredContent: true, hasProgressMessage: true, hasElicitation: true,
        declaresCompletions: true, unreadableID: .absent, unknownResourceCode: -32002)
    case .july2026:
      ProtocolRules(
        era: .stateless, acceptsBatches: false, hasToolTitle: true, hasToolAnnotations: true,
        hasStructuredContent: true, hasProgressMessage: true, hasElicitation: false,
        declaresCompletions: true, unreadableID: .absent, unknownResourceCode: -32602)
    }
  }
}
