import HTTP
import Testing

@testable import Transports

@Suite struct `What a reverse proxy says of its clients` {
  private let proxies = TrustedProxies(["127.0.0.1", "FD00:0::1", "::ffff:192.0.2.7"])

  private func client(_ values: String..., from peer: String = "127.0.0.1") -> String? {
    proxies.client(HTTPHeaders(values.map { ("X-Forwarded-For", $0) }), from: peer)
  }

  @Test func `its last address is the client's, since all before it may be the client's own words`() {
    #expect(client("203.0.113.9") == "203.0.113.9")
    #expect(client("10.0.0.1, 203.0.113.9") == "203.0.113.9")
    #expect(client("10.0.0.1,\t203.0.113.9") == "203.0.113.9")
    #expect(client("10.0.0.1", "203.0.113.9") == "203.0.113.9", "a second header line is behind the first")
    #expect(client("203.0.113.9, 127.0.0.1") == "127.0.0.1")
    #expect(client("2001:DB8:0:0::1") == "2001:db8::1")
    #expect(client("::ffff:203.0.113.9") == "203.0.113.9")
    let long = String(repeating: "1.2.3.4, ", count: 3_000)
    #expect(client(long + "203.0.113.9") == "203.0.113.9")
  }

  @Test func `nobody else is believed`() {
    for peer in ["127.0.0.2", "203.0.113.9", "::1", "", "fd00::2"] {
      #expect(client("203.0.113.9", from: peer) == nil, "\(peer)")
    }
    #expect(client("203.0.113.9", from: "fd00::1") == "203.0.113.9")
    #expect(client("203.0.113.9", from: "192.0.2.7") == "203.0.113.9")
    let nobody = TrustedProxies([])
    let headers = HTTPHeaders([("X-Forwarded-For", "203.0.113.9")])
    #expect(nobody.client(headers, from: "127.0.0.1") == nil)
    // What is no address trusts nobody.
    #expect(TrustedProxies(["localhost", "127.0.0.1/8", ""]).client(headers, from: "127.0.0.1") == nil)
  }

  @Test func `what is no plain address is not taken for one`() {
    for wrong in [
      "", " ", ",", "203.0.113.9,", "203.0.113.9, ", "unknown", "_hidden", "203.0.113.9:443", "[2001:db8::1]",
      "[2001:db8::1]:443", "fe80::1%eth0", "203.0.113", "203.0.113.256", "0203.0.113.9", "203.0.113.9 x",
      "203.0.113.9\u{0}", "203.0.113.9\r\nx", "２03.0.113.9", "1::2::3", "203.0.113.9/32",
      String(repeating: "1", count: 5_000), "1.2.3.4," + String(repeating: " ", count: 60) + "1.2.3.4",
    ] {
      #expect(client(wrong) == nil, "\(wrong)")
      #expect(client("203.0.113.8", wrong) == nil, "an earlier line instead of \(wrong)")
    }
    #expect(proxies.client(HTTPHeaders([("Forwarded", "for=203.0.113.9")]), from: "127.0.0.1") == nil)
    #expect(proxies.client(HTTPHeaders(), from: "127.0.0.1") == nil)
  }
}
