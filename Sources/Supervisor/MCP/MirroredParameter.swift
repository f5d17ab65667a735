import Values

/// An argument of a tool that clients of 2026-07-28 repeat in an HTTP header, because the tool's schema marks
/// it ("Streamable HTTP", "Custom Headers from Tool Parameters").
///
/// No tool of the catalogue marks any. A mark obliges every client over HTTP to send the header, and us to
/// refuse the ones that do not know of it; what it would buy is that proxies can route by a symbol, and what
/// it would cost besides is that symbols of orders stand in their logs. But whatever a server lists with a
/// mark is held to it.
struct MirroredParameter: Sendable, Equatable {
  /// The word in a property's schema that marks it; its value is what follows `Mcp-Param-`.
  static let mark = "x-mcp-header"
  private static let headerBeginning = "Mcp-Param-"

  /// The header's name.
  let header: String
  /// The keys that lead from the arguments to the value.
  let path: [String]

  /// The marked properties of an input schema, those of objects inside too. A mark that anything else than
  /// `properties` leads to means nothing.
  static func all(in schema: JSON) -> [MirroredParameter] {
    var found: [MirroredParameter] = []
    collect(schema, [], into: &found)
    return found
  }

  private static func collect(_ schema: JSON, _ path: [String], into found: inout [MirroredParameter]) {
    guard case .object(let properties)? = schema["properties"] else { return }
    for property in properties {
      let path = path + [property.key]
      if case .string(let name)? = property.value[mark] {
        found.append(MirroredParameter(header: headerBeginning + name, path: path))
      }
      collect(property.value, path, into: &found)
    }
  }
}
