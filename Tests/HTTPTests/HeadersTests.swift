import HTTP
import Testing

@Suite struct `Headers` {
  private let headers = HTTPHeaders([
    ("X-One", "1"), ("x-ONE", "2"), ("Weight", "007"), ("List", "a, Close ,b"), ("List", "c"), ("Empty", ""),
  ])

  @Test func `names are found without case, the first one wins, order is kept`() {
    #expect(headers["x-one"] == "1")
    #expect(headers["X-ONE"] == "1")
    #expect(headers["x-on"] == nil)
    #expect(headers["x-one "] == nil)
    #expect(headers["x_one"] == nil, "0x20 apart, but no letters")
    #expect(headers.values(for: "X-one") == ["1", "2"])
    #expect(headers.map(\.name) == ["X-One", "x-ONE", "Weight", "List", "List", "Empty"])
    #expect(headers.count == 6)
    #expect(headers.contains("empty"))
    #expect(!headers.contains("emptyy"))
  }

  @Test func `only letters are compared without case`() {
    let odd = HTTPHeaders([("a@", "at"), ("a`", "grave"), ("a[", "bracket"), ("a{", "brace")])
    #expect(odd["A`"] == "grave")
    #expect(odd["A{"] == "brace")
  }

  @Test(arguments: [
    ("0", 0), ("007", 7), ("9223372036854775807", Int.max), ("9223372036854775808", nil), ("-1", nil),
    ("+1", nil),
    ("1 ", nil), ("", nil), ("1,2", nil), ("0x1", nil), ("١", nil),
  ])
  func `an integer is plain digits that fit`(text: String, number: Int?) {
    #expect(HTTPHeaders([("Retry-After", text)]).integer(named: "retry-after") == number)
    #expect(HTTPHeaders().integer(named: "retry-after") == nil)
  }

  @Test func `a token of a list is found in any field of the name`() {
    #expect(headers.contains("list", token: "close"))
    #expect(headers.contains("list", token: "C"))
    #expect(!headers.contains("list", token: "clo"))
    #expect(!headers.contains("other", token: "close"))
  }

  @Test func `equality knows names without case and values with it`() {
    #expect(HTTPHeaders([("A", "b")]) == HTTPHeaders([("a", "b")]))
    #expect(HTTPHeaders([("A", "b")]) != HTTPHeaders([("A", "B")]))
    #expect(HTTPHeaders([("A", "b")]) != HTTPHeaders([("A", "b"), ("A", "b")]))
    #expect(HTTPHeaders([("A", "b"), ("C", "d")]) != HTTPHeaders([("C", "d"), ("A", "b")]))
  }

  @Test func `a value that is not UTF-8 is decoded with replacement`() throws {
    let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + [0x61, 0xFF, 0x62] + Array("\r\n\r\n".utf8)
    let request = try #require(Feeding.requests([bytes[...]]).messages.first)
    #expect(request.headers["x"] == "a\u{FFFD}b")
  }
}
