package import Values

/// One column of a table: its name, and where and as what it stands in the exchange's rows.
package struct Column: Sendable {
  /// What the exchange's documents say a value is.
  package enum Content: Sendable { case word, amount, integer, boolean }

  /// The name in our answer.
  package let name: String
  /// The name in the exchange's objects; of no meaning for rows that are arrays, where the place decides.
  package let source: String
  package let content: Content
  /// The name as it is written.
  package let key: JSONKey

  package init(_ name: String, _ content: Content, from source: String? = nil) {
    self.name = name
    self.source = source ?? name
    self.content = content
    key = JSONKey(name)
  }
}
