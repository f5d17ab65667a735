import HTTP
import Testing

@Suite struct `Server-sent events` {
  private func event(
    id: String? = nil, name: String? = nil, retry: Int? = nil, _ text: String
  ) -> String {
    var bytes: [UInt8] = []
    EventStream.append(
      id: id, name: name, retryMilliseconds: retry, text: Array(text.utf8).span, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `each line of a text is a line of its event, whatever ends it`() {
    #expect(event("{}") == "data: {}\n\n")
    #expect(event(id: "g1-0", retry: 1_000, "") == "id: g1-0\nretry: 1000\ndata: \n\n")
    #expect(event(name: "endpoint", "/messages") == "event: endpoint\ndata: /messages\n\n")
    #expect(event("a\nb\r\nc\rd") == "data: a\ndata: b\ndata: c\ndata: d\n\n")
    // Nothing in a text can begin a field of its own.
    #expect(event("a\n\nid: forged\n\n") == "data: a\ndata: \ndata: id: forged\ndata: \ndata: \n\n")
  }

  @Test(arguments: [
    (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
    (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
  ]) func `a moment is written as HTTP writes it`(seconds: Int, text: String) {
    #expect(HTTPDate.text(seconds: seconds) == text)
  }

  @Test func `values are lent without a string of them, and counted`() {
    let headers = HTTPHeaders([("A", "1"), ("b", "two"), ("a", "3")])
    #expect(headers.count(of: "A") == 2 && headers.count(of: "c") == 0)
    #expect(headers.withValue(of: "B") { $0.count } == 3)
    #expect(headers.withValue(of: "c") { $0.count } == nil)
  }
}
