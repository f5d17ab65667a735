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

  /// The JSON Schema of a successful answer, envelope included.
  public var outputSchema: JSON {
    [
      "type": "object",
      "properties": [
        "success": ["type": "boolean"], "data": output.schema, "timestamp": ["type": "integer"],
        "metadata": ["type": "object"],
      ],
      "required": ["success", "data", "timestamp", "metadata"],
    ]
  }

  /// Hints for clients about what the tool does.
  ///
  /// A read is idempotent; something that moves money is called destructive, so that clients ask their user.
  /// A cancel is destructive too, since what stood is gone, but idempotent: a second one finds nothing more
  /// to take back. Only what the gateway answers by itself does not reach the open world.
  public var annotations: JSON {
    let isRead = effect == .reads
    return [
      "title": .string(title), "readOnlyHint": .boolean(isRead), "destructiveHint": .boolean(!isRead),
      "idempotentHint": .boolean(effect != .movesMoney), "openWorldHint": .boolean(role != .supervisor),
    ]
  }
}
