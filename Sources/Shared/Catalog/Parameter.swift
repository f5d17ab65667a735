public import Values

/// One argument of a tool: its schema, its check and its row in the documentation derive from this.
///
/// A class for the reason that `Tool` is one.
public final class Parameter: Sendable {
  /// The argument's name, `[a-z0-9_]`.
  public let name: String
  /// What it means, with unit and default where they are not plain from the kind; read by people and models.
  public let description: String
  /// What values it takes.
  public let kind: Kind
  /// Whether a call without it is refused.
  public let isRequired: Bool
  /// What is used when it is absent; `nil` means that absence has a meaning of its own.
  public let defaultValue: JSON?
  /// A value that works, shown in the schema.
  public let example: JSON?
  /// The default as the check would read it, read once.
  let checkedDefault: CheckedValue?
  /// Whether its absence means something to the check: a default or a refusal.
  let hasWordOnAbsence: Bool

  /// Describes an argument.
  public init(
    _ name: String, _ kind: Kind, _ description: String, isRequired: Bool = false,
    defaultValue: JSON? = nil, example: JSON? = nil
  ) {
    self.name = name
    self.kind = kind
    self.description = description
    self.isRequired = isRequired
    self.defaultValue = defaultValue
    self.example = example
    hasWordOnAbsence = isRequired || defaultValue != nil
    checkedDefault = Self.checked(defaultValue, of: kind)
  }
}
