public import Values

/// What clients see of a tool; all of it derives from the table.
extension Tool {
  /// The JSON Schema of the arguments: an object without `anyOf`, `oneOf` or `allOf` at its top, which
  /// clients refuse.
  public var inputSchema: JSON {
    var members: [JSON.Member] = [
      JSON.Member(key: "type", value: "object"),
      JSON.Member(
        key: "properties", value: .object(parameters.map { JSON.Member(key: $0.name, value: $0.schema) })),
    ]
    let required = parameters.filter(\.isRequired)
    if !required.isEmpty {
      members.append(JSON.Member(key: "required", value: .array(required.map { .string($0.name) })))
    }
    members.append(JSON.Member(key: "additionalProperties", value: false))
    return .object(members)
  }

  /// The JSON Schema of a successful answer, envelope included. What is the same in every answer is named and
  /// not described: a client may put this before a model for each tool.
  public var outputSchema: JSON {
    [
      "type": "object",
      "properties": ["success": ["type": "boolean"], "data": output.schema],
      "required": ["success", "data"],
    ]
  }

  /// Hints for clients about what the tool does.
  ///
  /// A read is idempotent; something that moves money is called destructive, so that clients ask their user.
  /// A cancel is destructive too, since what stood is gone, but idempotent: a second one finds nothing more
  /// to take back. Only what the gateway answers by itself does not reach the open world. The last two are
  /// written where they are not what the protocol takes for granted: not idempotent (of what is no read) and
  /// open.
  public var annotations: JSON {
    let isRead = effect == .reads
    var members = [
      JSON.Member(key: "title", value: .string(title)),
      JSON.Member(key: "readOnlyHint", value: .boolean(isRead)),
      JSON.Member(key: "destructiveHint", value: .boolean(!isRead)),
    ]
    if effect == .cancels { members.append(JSON.Member(key: "idempotentHint", value: true)) }
    if role == .supervisor { members.append(JSON.Member(key: "openWorldHint", value: false)) }
    return .object(members)
  }
}
