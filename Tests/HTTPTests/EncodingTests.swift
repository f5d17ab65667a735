import HTTP
import Testing

@Suite struct `Percent-encoding and query strings` {
  @Test func `only unreserved characters stay`() {
    let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    for byte in UInt8(0)...127 {
      let text = String(Unicode.Scalar(byte))
      let expected =
        unreserved.contains(text)
        ? text : "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      #expect(PercentEncoding.encode(text) == expected)
    }
  }

  @Test(arguments: [
    ("", ""), ("BTCUSDT", "BTCUSDT"), ("[\"A\",\"B\"]", "%5B%22A%22%2C%22B%22%5D"), ("a b+c", "a%20b%2Bc"),
    ("币安人生USDT", "%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT"), ("😀", "%F0%9F%98%80"),
  ])
  func `text is encoded as its UTF-8 and decoded back`(text: String, encoded: String) throws {
    #expect(PercentEncoding.encode(text) == encoded)
    let bytes = try #require(PercentEncoding.decode(encoded))
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    #expect(PercentEncoding.decode(encoded.lowercased())?.count == text.utf8.count)
  }

  @Test(arguments: ["%", "%4", "a%4", "%G0", "%0G", "%%41", "% 41", "%+1"])
  func `a malformed escape is refused`(text: String) {
    #expect(PercentEncoding.decode(text) == nil)
    #expect(QueryString.parse("a=\(text)") == nil)
    #expect(QueryString.parse("\(text)=a") == nil)
  }

  @Test func `a plus is a space in a query string only`() {
    #expect(PercentEncoding.decode("a+b") == Array("a+b".utf8))
    #expect(QueryString.parse("q=a+b%2Bc")?.first?.value == "a b+c")
  }

  @Test(arguments: [
    ("", [(String, String)]()), ("a=1", [("a", "1")]), ("a=1&b=2&a=3", [("a", "1"), ("b", "2"), ("a", "3")]),
    ("a", [("a", "")]), ("a=", [("a", "")]), ("=b", [("", "b")]), ("a=b=c", [("a", "b=c")]),
    ("&&a=1&", [("a", "1")]),
    ("n%61me=%E5%B8%81", [("name", "币")]), ("s=币", [("s", "币")]), ("a%26b=%3D", [("a&b", "=")]),
  ])
  func `a query string is taken apart in order`(text: String, pairs: [(String, String)]) throws {
    let parsed = try #require(QueryString.parse(text))
    #expect(parsed.map(\.name) == pairs.map(\.0))
    #expect(parsed.map(\.value) == pairs.map(\.1))
  }

  @Test(arguments: ["a=%FF", "%C3=a", "a=%ED%A0%80", "a=%C0%80"])
  func `what is not UTF-8 is refused`(text: String) {
    #expect(QueryString.parse(text) == nil)
  }

  @Test func `pairs are bounded`() {
    let text = String(repeating: "a=1&", count: QueryString.pairCountMax)
    #expect(QueryString.parse(text)?.count == QueryString.pairCountMax)
    #expect(QueryString.parse(text + "a=1") == nil)
  }

  @Test func `what is built is taken apart the same`() throws {
    let pairs: [(name: String, value: String)] = [
      ("symbol", "币安人生USDT"), ("symbols", "[\"A\",\"B\"]"), ("a&b=c", "+ %"), ("empty", ""),
    ]
    let text = QueryString.text(pairs)
    #expect(
      text
        == "symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT&symbols=%5B%22A%22%2C%22B%22%5D&a%26b%3Dc=%2B%20%25&empty="
    )
    let parsed = try #require(QueryString.parse(text))
    #expect(parsed.map(\.name) == pairs.map(\.name))
    #expect(parsed.map(\.value) == pairs.map(\.value))
  }
}
