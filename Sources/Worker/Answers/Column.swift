package import Values

/// One column of a table: its name, and where and as what it stands in the exchange's rows.
package struct Column: Sendable {
  /// What the exchange's documents say a value is.
  package enum Content: Sendable {
    case word, amount, integer, boolean
    /// A word, or an empty text where there is nothing to name.
    case wordOrNothing
    /// An amount, or an empty text where there is none: `null` is written then.
    case amountOrNothing
    /// An id, an address or a tag: letters, digits and a few signs, without a space, or empty.
    case identifier
    /// Of a transaction: an identifier, or a few of them with single spaces ("Internal transfer 123").
    case reference
    /// A date and time as text, such as `2019-10-12 11:12:02`, or empty.
    case timeText
  }

  /// The name in our answer.
  package let name: String
  /// The name in the exchange's objects; of no meaning for rows that are arrays, where the place decides.
  package let source: String
  package let content: Content
  /// Whether the exchange leaves it out at times; `null` is written then.
  package let isOptional: Bool
  /// The name as it is written.
  package let key: JSONKey

  package init(
    _ name: String, _ content: Content, from source: String? = nil, isOptional: Bool = false
  ) {
    self.name = name
    self.isOptional = isOptional
    self.source = source ?? name
    self.content = content
    key = JSONKey(name)
  }
}
