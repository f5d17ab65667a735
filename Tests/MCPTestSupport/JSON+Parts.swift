import Values

extension JSON {
  /// The elements of an array; none of anything else.
  package var elements: [JSON] {
    if case .array(let elements) = self { elements } else { [] }
  }

  /// The keys of an object, in order.
  package var keys: [String] {
    if case .object(let members) = self { members.map(\.key) } else { [] }
  }

  /// The text of a string.
  package var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The text of a number.
  package var numberText: String? {
    if case .number(let text) = self { text } else { nil }
  }

  /// Whether it is an array.
  package var isArray: Bool {
    if case .array = self { true } else { false }
  }

  /// The value as compact JSON.
  package var description: String { String(decoding: encoded(), as: UTF8.self) }
}
