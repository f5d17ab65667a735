import Testing
import Values

@testable import Configuration

@Suite struct `To whom signed requests may go` {
  private static var key: NamedKeys {
    var keys = NamedKeys()
    keys.read = NamedKey(.read, id: "a", place: .file("/k"), origin: "BINANCE_READ_API_SECRET_FILE")
    return keys
  }

  private func failure(
    _ venue: Venue, _ spot: String?, _ futures: String? = nil, hosts: (String?, String?) = (nil, nil),
    keys: NamedKeys = Self.key
  ) -> KeyFailure? {
    var configuration = Configuration()
    (configuration.spotHost, configuration.futuresHost) = hosts
    do throws(KeyFailure) {
      try VenueRule(venue, spotURL: spot, futuresURL: futures, configuration: configuration).check(keys)
      return nil
    } catch {
      return error
    }
  }

  @Test func `to a venue's own servers, and to anywhere nothing without a key`() {
    #expect(failure(.live, nil) == nil)
    #expect(failure(.testnet, nil) == nil)
    #expect(failure(.custom, "http://example.com", "http://example.com", keys: NamedKeys()) == nil)
  }

  @Test func `not to a server that only a flag names`() {
    let refused = failure(.custom, "https://api.example.com", "https://api.example.com")
    #expect(refused?.message.contains("BINANCE_READ_API_SECRET_FILE") == true)
    #expect(refused?.message.contains("hosts.spot") == true)
    #expect(refused?.suggestion.contains("--base-url") == true)
    // Not even by a name that looks like the real one.
    #expect(failure(.custom, "https://api.binance.com.example.com", nil) != nil)
    #expect(failure(.custom, "http://127.0.0.1:9", nil) != nil)
  }

  @Test func `to a server that the file names, however it is written`() {
    let named = "https://api.example.com"
    for text in [named, "\(named)/", "\(named):443", "HTTPS://API.example.com"] {
      #expect(failure(.custom, text, text, hosts: (named, nil)) == nil, "\(text)")
    }
    #expect(failure(.custom, "\(named):8443", nil, hosts: (named, nil)) != nil)
    #expect(failure(.custom, named, "https://f.example.com", hosts: (named, nil)) != nil)
    #expect(
      failure(.custom, named, "https://f.example.com", hosts: (named, "https://f.example.com")) == nil)
  }

  @Test func `only encrypted, or within this machine`() {
    #expect(failure(.custom, "http://api.example.com", hosts: ("http://api.example.com", nil)) != nil)
    #expect(failure(.custom, "http://127.0.0.1:9", hosts: ("http://127.0.0.1:9", nil)) == nil)
  }
}
