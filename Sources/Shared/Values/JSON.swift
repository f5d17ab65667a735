/// A JSON value of its own, for texts that the program composes rather than reads: schemas, details of
/// failures, small answers.
///
/// Objects keep the order of their members, and a number is its text, so what is written is what was meant.
public indirect enum JSON: Sendable, Equatable {
  /// `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A number, by its text, which has to be a JSON number.
  case number(text: String)
  /// A string.
  case string(String)
  /// An array.
  case array([JSON])
  /// An object; keys are not checked for being different.
  case object([Member])

  /// One member of an object.
  public struct Member: Sendable, Equatable {
    /// The key.
    public let key: String
    /// The value.
    public let value: JSON

    /// A key and its value.
    public init(key: String, value: JSON) {
      self.key = key
      self.value = value
    }
  }

  /// A whole number.
  public static func integer(_ value: Int) -> JSON { .number(text: String(value)) }

  /// An amount, as a string: a reader that knows only binary floating point would change a number.
  public static func decimal(_ value: ExactDecimal) -> JSON { .string(value.description) }

  /// A copy of a value of a document. Recurses as deep as the value, which the document's limits bound.
  public init(_ value: JSONValue) {
    switch value.kind {
    case .null: self = .null
    case .boolean: self = .boolean(value.boolean == true)
    case .number: self = .number(text: value.numberText ?? "0")
    case .string: self = .string(value.string ?? "")
    case .array: self = .array(value.elements.map { JSON($0) })
    case .object: self = .object(value.members.map { Member(key: $0.key, value: JSON($0.value)) })
    }
  }

  /// The value of the first member with this key; `nil` when it is not an object or has no such member.
  public subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The element at `position`; `nil` when it is not an array or has fewer.
  public subscript(position: Int) -> JSON? {
    guard case .array(let elements) = self, elements.indices.contains(position) else { return nil }
    return elements[position]
  }

  /// The value as compact JSON.
  public func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.value(self)
    return writer.bytes
  }
}
