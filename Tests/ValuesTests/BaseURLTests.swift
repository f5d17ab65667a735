import Testing
import Values

@Suite struct `Base URL` {
  @Test(arguments: [
    ("http://127.0.0.1:8080", "127.0.0.1", 8080, "http://127.0.0.1:8080"),
    ("https://api.binance.com", "api.binance.com", 443, "https://api.binance.com"),
    ("HTTPS://API.Binance.COM/", "api.binance.com", 443, "https://api.binance.com"),
    ("https://api.binance.com:8443", "api.binance.com", 8443, "https://api.binance.com:8443"),
    ("http://[::1]:9000/", "::1", 9000, "http://[::1]:9000"),
    ("https://[2001:db8::1]", "2001:db8::1", 443, "https://[2001:db8::1]"),
    ("http://localhost:80", "localhost", 80, "http://localhost"),
  ])
  func `a base URL is read`(_ text: String, _ host: String, _ port: Int, _ shown: String) throws {
    let url = try BaseURL(text)
    #expect(url.host == host)
    #expect(url.port == port)
    #expect(url.description == shown)
    #expect(url.isEncrypted == shown.hasPrefix("https"))
  }

  @Test(arguments: [
    ("", BaseURL.Failure.scheme), ("api.binance.com", .scheme), ("ftp://host", .scheme),
    ("http:/host", .scheme),
    ("https://user:pass@host", .userInfo), ("https://api.binance.com@evil.example", .userInfo),
    ("https://", .host), ("https:///", .host), ("https://:443", .host), ("https://ho st", .host),
    ("https://host\r\nX: y", .host), ("https://hö.example", .host), ("https://[::1", .host),
    ("https://[host]", .host), ("https://[::1]x", .host), ("https://a..b", .host), ("https://-a", .host),
    ("https://host:", .port), ("https://host:0", .port), ("https://host:65536", .port),
    ("https://host:+1", .port), ("https://host:1a", .port), ("https://host/api", .path),
    ("https://host?x=1", .path), ("https://host#x", .path), ("https://host\\evil", .path),
  ])
  func `anything else is refused`(_ text: String, _ failure: BaseURL.Failure) {
    #expect(throws: failure) { try BaseURL(text) }
  }

  @Test func `a text that is too long is refused`() {
    #expect(throws: BaseURL.Failure.length) { try BaseURL("https://" + String(repeating: "a", count: 300)) }
  }

  @Test(arguments: [
    ("http://127.0.0.1", true), ("http://127.255.0.9", true), ("http://[::1]", true),
    ("http://localhost", true),
    ("http://127.evil.example", false), ("http://127.0.0.1.example", false), ("http://128.0.0.1", false),
    ("http://localhost.example", false), ("http://10.0.0.1", false),
  ])
  func `only this machine is loopback`(_ text: String, _ isLoopback: Bool) throws {
    #expect(try BaseURL(text).isLoopback == isLoopback)
  }
}
