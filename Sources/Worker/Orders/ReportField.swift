internal import Values

/// One member of the exchange's answers about orders.
///
/// A class, since the lists of them are gone through for each answer: to pass one on counts one reference.
final class ReportField: Sendable {
  /// What the exchange's documents say a value is.
  enum Content: Sendable { case word, clientID, amount, integer, boolean }

  let name: String
  let content: Content
  /// Whether an answer without it is not one.
  let isRequired: Bool
  /// The name as it is written.
  let key: JSONKey

  init(_ name: String, _ content: Content, isRequired: Bool = false) {
    self.name = name
    self.content = content
    self.isRequired = isRequired
    key = JSONKey(name)
  }

  /// Several members of one kind.
  static func list(_ content: Content, _ names: String...) -> [ReportField] {
    names.map { ReportField($0, content) }
  }

  /// A member that must be there.
  static func needed(_ name: String, _ content: Content) -> ReportField {
    ReportField(name, content, isRequired: true)
  }
}
