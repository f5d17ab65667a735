import HTTP
import Testing

@testable import PaperRoutes

/// rest-api.md, "Timing security": the two checks, to the microsecond.
@Suite struct `Timing of signed requests` {
  typealias Refusal = PaperClient.Refusal

  static let noon = PaperClient.noon
  static let ahead = Refusal(
    status: 400, code: -1021, message: "Timestamp for this request was 1000ms ahead of the server's time.")
  static let outside = Refusal(
    status: 400, code: -1021, message: "Timestamp for this request is outside of the recvWindow.")
  static let tooLong = Refusal(
    status: 400, code: -1131, message: "'recvWindow' must be less than 60000.")
  static func illegal(_ name: String, _ range: String) -> Refusal {
    Refusal(
      status: 400, code: -1100,
      message: "Illegal characters found in parameter '\(name)'; legal range is '\(range)'.")
  }

  /// Query and what is said to it when the server's clock says noon.
  static let table: [(query: String, refusal: Refusal?)] = [
    ("timestamp=\(noon)", nil), ("timestamp=\(noon + 999)", nil), ("timestamp=\(noon + 1_000)", ahead),
    ("timestamp=\(noon - 5_000)", nil), ("timestamp=\(noon - 5_001)", outside),
    ("timestamp=\(noon * 1_000)", nil), ("timestamp=\(noon * 1_000 + 999_999)", nil),
    ("timestamp=\(noon * 1_000 + 1_000_000)", ahead), ("timestamp=\(noon * 1_000 - 5_000_000)", nil),
    ("timestamp=\(noon * 1_000 - 5_000_001)", outside), ("timestamp=0", outside), ("timestamp=1", outside),
    ("timestamp=\(Int.max)", ahead), ("timestamp=9223372036854775", ahead),
    ("recvWindow=100&timestamp=\(noon - 100)", nil), ("recvWindow=100&timestamp=\(noon - 101)", outside),
    ("recvWindow=0&timestamp=\(noon)", nil), ("recvWindow=0&timestamp=\(noon - 1)", outside),
    ("recvWindow=60000&timestamp=\(noon - 60_000)", nil),
    ("recvWindow=60000&timestamp=\(noon - 60_001)", outside),
    ("recvWindow=60000.000&timestamp=\(noon)", nil), ("recvWindow=60000.001&timestamp=\(noon)", tooLong),
    ("recvWindow=60001&timestamp=\(noon)", tooLong), ("recvWindow=5000000&timestamp=\(noon)", tooLong),
    ("recvWindow=99999999999999999999&timestamp=\(noon)", tooLong),
    ("recvWindow=6000.346&timestamp=\(noon * 1_000 - 6_000_346)", nil),
    ("recvWindow=6000.346&timestamp=\(noon * 1_000 - 6_000_347)", outside),
    ("recvWindow=0.5&timestamp=\(noon * 1_000 - 500)", nil),
    ("recvWindow=0.5&timestamp=\(noon * 1_000 - 501)", outside),
    ("recvWindow=0.05&timestamp=\(noon * 1_000 - 50)", nil),
    ("recvWindow=0.05&timestamp=\(noon * 1_000 - 51)", outside),
    (
      "recvWindow=1.0000&timestamp=\(noon)",
      Refusal(status: 400, code: -1111, message: "Parameter 'recvWindow' has too much precision.")
    ),
    (
      "recvWindow=&timestamp=\(noon)",
      Refusal(status: 400, code: -1105, message: "Parameter 'recvWindow' was empty.")
    ),
    ("timestamp=-1", illegal("timestamp", "^[0-9]{1,20}$")),
    ("timestamp=1.5", illegal("timestamp", "^[0-9]{1,20}$")),
    ("timestamp=1e12", illegal("timestamp", "^[0-9]{1,20}$")),
    ("timestamp=+1", illegal("timestamp", "^[0-9]{1,20}$")),
    ("timestamp=%EF%BC%91", illegal("timestamp", "^[0-9]{1,20}$")),
    ("timestamp=100000000000000000000", illegal("timestamp", "^[0-9]{1,20}$")),
    (
      "timestamp=99999999999999999999",
      Refusal(status: 400, code: -1108, message: "Parameter 'timestamp' overflowed.")
    ),
  ]

  @Test(arguments: table.indices) func `spot takes milliseconds and microseconds`(_ index: Int) throws {
    let row = Self.table[index]
    let reply = try SigningClient().signed("/api/v3/read", row.query)
    #expect(try SigningClient.refusal(reply) == row.refusal, "\(row.query)")
  }

  @Test(arguments: ["-1", "+5", "5.", ".5", "5.0.0", "1e3", "5,0", "a", "%20", "5 "])
  func `a window is a number`(_ window: String) throws {
    let client = try SigningClient()
    let query = "recvWindow=\(window.replacing(" ", with: "%20"))&timestamp=\(Self.noon)"
    #expect(
      try SigningClient.refusal(client.signed("/api/v3/read", query))
        == Self.illegal("recvWindow", #"^([0-9]{1,20})(\.[0-9]{1,20})?$"#))
    #expect(
      try SigningClient.refusal(client.signed("/fapi/v1/read", query))
        == Self.illegal("recvWindow", "^[0-9]{1,20}$"))
  }

  @Test(arguments: ["/sapi/v1/read", "/fapi/v1/read"])
  func `wallet and futures know whole milliseconds only`(_ path: String) throws {
    let client = try SigningClient()
    #expect(try client.signed(path, "recvWindow=60000&timestamp=\(Self.noon - 60_000)").status == 200)
    #expect(try SigningClient.refusal(client.signed(path, "timestamp=\(Self.noon * 1_000)")) == Self.ahead)
    #expect(
      try SigningClient.refusal(client.signed(path, "recvWindow=100.5&timestamp=\(Self.noon)"))
        == Self.illegal("recvWindow", "^[0-9]{1,20}$"))
    #expect(
      try SigningClient.refusal(client.signed(path, "recvWindow=60001&timestamp=\(Self.noon)"))
        == Self.tooLong)
  }

  @Test func `the window is looked at again just before matching`() throws {
    let client = try SigningClient()
    let query = "recvWindow=100&timestamp=\(Self.noon)"
    for (waited, refusal) in [(0, nil), (100, nil), (101, Self.outside), (5_000, Self.outside)] {
      client.now = Self.noon + waited
      let reply = try client.signed("/api/v3/trade", query, method: "POST", arrivedAt: Self.noon)
      #expect(try SigningClient.refusal(reply) == refusal, "\(waited) ms later")
    }
  }

  @Test func `a clock that was ahead on arrival stays so`() throws {
    let client = try SigningClient()
    client.now = Self.noon + 1
    let query = "timestamp=\(Self.noon + 1_000)"
    let reply = try client.signed("/api/v3/trade", query, method: "POST", arrivedAt: Self.noon)
    #expect(try SigningClient.refusal(reply) == Self.ahead)
    #expect(try client.signed("/api/v3/trade", query, method: "POST").status == 200)
  }

  @Test func `what is refused before matching has done nothing`() throws {
    // The test alone touches it.
    final class Counter: @unchecked Sendable { var count = 0 }
    let counter = Counter()
    let client = try SigningClient()
    let route = Route("POST", "/api/v3/count", .trade, weight: 1) { _ in
      counter.count += 1
      return Array("{}".utf8)
    }
    let router = Router(venue: client.venue, routes: [route])
    let query = "timestamp=\(Self.noon)&recvWindow=10"
    let target = "/api/v3/count?\(query)&signature=\(try client.signature(of: query))"
    let headers = HTTPHeaders(client.headers)
    let request = HTTPRequest(method: "POST", target: target, headers: headers)
    #expect(router.reply(to: request, from: "", now: Self.noon + 11, arrivedAt: Self.noon).status == 400)
    #expect(counter.count == 0)
    #expect(router.reply(to: request, from: "", now: Self.noon + 10, arrivedAt: Self.noon).status == 200)
    #expect(counter.count == 1)
  }
}
