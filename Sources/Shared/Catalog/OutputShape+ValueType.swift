public import Values

extension OutputShape {
  /// The types that members of an answer have.
  public enum ValueType: Sendable {
    case string, integer, boolean, object, strings
    /// Rows of `[price, quantity]`.
    case levels

    /// The schema of a value of this type.
    public var schema: JSON {
      switch self {
      case .string: ["type": "string"]
      case .integer: ["type": "integer"]
      case .boolean: ["type": "boolean"]
      case .object: ["type": "object"]
      case .strings: ["type": "array", "items": ["type": "string"]]
      case .levels: ["type": "array", "items": ["type": "array", "items": ["type": "string"]]]
      }
    }
  }
}
