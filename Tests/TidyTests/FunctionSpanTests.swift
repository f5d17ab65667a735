import Testing

@Suite struct `Length of functions` {
  @Test func `a function is counted from its first word to its closing brace`() {
    let source =
      "struct A {\n  @B\n  func c(\n    d: () -> Void = {}\n  ) {\n    if e { f() }\n  }\n  init() {}\n}"
    #expect(
      FunctionSpan.all(in: SwiftLexer(source).tokens) == [
        FunctionSpan(name: "func c", firstLine: 3, lineCount: 5),
        FunctionSpan(name: "init", firstLine: 8, lineCount: 1),
      ])
  }

  @Test func `a requirement of a protocol and a call of init have no length`() {
    let source = "protocol A {\n  func b()\n  init(c: Int)\n  var d: Int { get }\n}\nlet e = A.init(c: 1)"
    #expect(FunctionSpan.all(in: SwiftLexer(source).tokens).isEmpty)
  }
}
