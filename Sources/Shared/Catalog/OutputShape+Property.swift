public import Values

extension OutputShape {
  /// One member of an answer.
  public struct Property: Sendable {
    /// The member's name.
    public let name: String
    /// Its schema.
    public let schema: JSON

    /// A member with any schema.
    public init(_ name: String, _ schema: JSON) {
      self.name = name
      self.schema = schema
    }

    /// A member of one of the usual types.
    public init(_ name: String, _ type: ValueType) {
      self.name = name
      self.schema = type.schema
    }

    /// Several members that are all strings: prices and amounts are exact decimal strings.
    public static func strings(_ names: String...) -> [Property] {
      names.map { Property($0, .string) }
    }

    /// Several members that are all whole numbers.
    public static func integers(_ names: String...) -> [Property] {
      names.map { Property($0, .integer) }
    }
  }
}
