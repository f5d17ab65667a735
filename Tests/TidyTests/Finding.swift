/// A place that breaks a rule, in the form that editors and terminals make a link of.
struct Finding: Sendable, Equatable, CustomStringConvertible {
  let path: String
  /// Counted from 1.
  let line: Int
  /// What is wrong and what to do instead.
  let message: String

  var description: String { "\(path):\(line): \(message)" }
}
