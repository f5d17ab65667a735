import Testing

@Suite struct `Tokens of Swift` {
  private func texts(_ source: String) -> [String] { SwiftLexer(source).tokens.map(\.text) }

  @Test func `comments are no code`() {
    #expect(texts("a // b\n/// c\n/* d /* e */ f */ g") == ["a", "g"])
  }

  @Test func `the text of a string is one token that is no word`() {
    #expect(texts("\"try? b\" c") == ["\"try? b", "c"])
    #expect(texts("\"\"\"\n  try!\n  \"\"\"\nc") == ["\"\n  try!\n  ", "c"])
    #expect(texts("#\"a \"b\" \\(c)\"# d") == ["\"a \"b\" \\(c)", "d"])
    #expect(texts("\"a \\\" b\" c") == ["\"a  b", "c"])
  }

  @Test func `the code of an interpolation is code`() {
    #expect(texts("\"a \\(b(c, \"d\")) e\" f") == ["b", "(", "c", ",", "\"d", ")", "\"a  e", "f"])
  }

  @Test func `a name in backticks is one token`() {
    #expect(texts("func `try? a`() {}") == ["func", "`try? a`", "(", ")", "{", "}"])
  }

  @Test func `lines are counted from one through everything`() {
    let tokens = SwiftLexer("a\n\"\"\"\nb\n\"\"\"\n/*\n*/ c").tokens
    #expect(tokens.map(\.line) == [1, 2, 6])
  }

  @Test func `what is left open ends with the file`() {
    for source in ["\"a", "\"\"\"\na", "/* a", "`a", "\"\\(a", "#\"a", "\\"] { _ = texts(source) }
    #expect(texts("\"a").count == 1)
  }
}
