/// A piece of Swift code: a word, one other character, or a literal.
///
/// The text of a string literal begins with a quote, so that it never equals a word; comments are no tokens.
struct Token: Sendable, Equatable {
  /// A word such as `func`, a character such as `{`, or a string's contents behind a quote.
  let text: String
  /// Counted from 1.
  let line: Int
}
