import Configuration
import Testing

@testable import Launcher

@Suite struct `The ready line of a paper exchange` {
  private func entry(_ id: String, _ kind: String, _ rights: [String]) -> String {
    let names = rights.map { "\"\($0)\"" }.joined(separator: ",")
    return
      "{\"id\":\"\(id)\",\"kind\":\"\(kind)\",\"secret_file\":\"/tmp/k/\(id)\",\"rights\":[\(names)],\"account\":1}"
  }

  private func line(_ entries: [String]) -> PaperReady? {
    PaperReady(Array("{\"url\":\"http://127.0.0.1:7\",\"keys\":[\(entries.joined(separator: ","))]}".utf8))
  }

  @Test func `names address and keys, of which one that trades and one that reads are chosen`() throws {
    let ready = try #require(
      line([
        entry("e1", "ed25519", ["read", "spot", "futures"]), entry("h0", "hmac", ["read", "spot"]),
        entry("h1", "hmac", ["read", "spot", "futures", "universal-transfer"]), entry("h2", "hmac", ["read"]),
        entry("h3", "hmac", ["read", "spot", "futures"]),
      ]))
    #expect(ready.url == "http://127.0.0.1:7")
    #expect(ready.keyFolder == "/tmp/k")
    let chosen = ready.chosen
    #expect(chosen.trading == NamedKey(.trading, id: "h1", place: .file("/tmp/k/h1"), origin: ""))
    #expect(chosen.read == NamedKey(.read, id: "h2", place: .file("/tmp/k/h2"), origin: ""))
    #expect(chosen.futures == nil)
  }

  @Test func `without keys that would do leaves the workers without`() throws {
    #expect(try #require(line([])).chosen.isEmpty)
    #expect(try #require(line([entry("e1", "ed25519", ["read", "spot", "futures"])])).chosen.isEmpty)
  }

  @Test func `is believed only as far as it makes sense`() throws {
    #expect(PaperReady(Array("listening".utf8)) == nil)
    #expect(PaperReady(Array("{}".utf8)) == nil)
    let odd = try #require(
      line([
        "{\"id\":\"a b\",\"kind\":\"hmac\",\"secret_file\":\"/k\",\"rights\":[\"read\"]}",
        "{\"id\":\"a\",\"kind\":\"hmac\",\"secret_file\":\"k\",\"rights\":[\"read\"]}",
        "{\"id\":\"a\",\"kind\":\"hmac\",\"secret_file\":\"/k\",\"rights\":\"read\"}", "7",
      ]))
    #expect(odd.keys.isEmpty)
  }
}
