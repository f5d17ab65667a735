public import Values

/// The JSON Schema of `data` in a tool's answer.
///
/// Kept terse on purpose: a client may put the schemas of all tools before a model, on every turn.
public struct OutputShape: Sendable {
  /// A schema with `"type":"object"`.
  public let schema: JSON

  /// An object; members not named are allowed, because the exchange adds fields without notice.
  public static func object(_ properties: [Property], required: [String] = []) -> OutputShape {
    OutputShape(schema: objectSchema(properties, required: required))
  }

  /// A table: the names of the columns once, then bare rows, which takes a third of the room of a list of
  /// objects.
  ///
  /// - Parameters:
  ///   - cells: the JSON types that occur in a row.
  ///   - others: members beside the table, such as those of the answer about a single symbol.
  ///   - isAlways: whether every answer is a table.
  public static func table(
    cells: [String], others: [Property] = [], isAlways: Bool = true
  ) -> OutputShape {
    let cell: JSON = cells.count == 1 ? .string(cells[0]) : .array(cells.map { .string($0) })
    let rows: JSON = ["type": "array", "items": ["type": "array", "items": ["type": cell]]]
    return object(
      others + [
        .init("columns", ["type": "array", "items": ["type": "string"]]), .init("rows", rows),
        .init("count", .integer), .init("truncated", .boolean), .init("next", .object),
      ],
      required: isAlways ? ["columns", "rows", "count", "truncated"] : [])
  }

  static func objectSchema(_ properties: [Property], required: [String]) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member(key: "type", value: "object"),
      JSON.Member(
        key: "properties", value: .object(properties.map { JSON.Member(key: $0.name, value: $0.schema) })),
    ]
    if !required.isEmpty {
      members.append(JSON.Member(key: "required", value: .array(required.map { .string($0) })))
    }
    return .object(members)
  }
}
