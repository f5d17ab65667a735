import Authorization
import Catalog
import Foundation
import Installation
import Testing
import Verification

@testable import CommandLineInterface

@Suite struct `The tokens of the command line` {
  private struct Unexpected: Error {}

  private func options(_ line: String, home: String? = "/me") throws -> TokenOptions {
    let words = ["token"] + line.split(separator: " ").map { String($0) }
    guard case .token(let options) = try Invocation.parse(words, environment: { $0 == "HOME" ? home : nil })
    else { throw Unexpected() }
    return options
  }

  @Test func `a new token has a name, scopes and perhaps an end`() throws {
    #expect(
      try options("new --name desk --scope market,account").request
        == .new(name: "desk", scopes: ScopeSet([.market, .account]), lifeSeconds: nil))
    #expect(
      try options("new desk --scope market,account").request
        == options("new --name desk --scope market,account").request)
    #expect(
      try options("new --scope trade --name a.b-1 --expires 90d").request
        == .new(name: "a.b-1", scopes: ScopeSet([.trade]), lifeSeconds: 90 * 86_400))
    #expect(
      try options("new --scope trade --name x --expires=30m").request
        == .new(name: "x", scopes: ScopeSet([.trade]), lifeSeconds: 1_800))
  }

  @Test(arguments: [
    "new", "new --name desk", "new --scope market", "new --name Desk --scope market",
    "new --name stdio --scope market", "new --name oauth:a --scope market", "new --name -a --scope market",
    "new --name desk --scope", "new --name desk --scope market,",
    "new --name desk --scope ,market", "new desk --name desk --scope market", "new desk two --scope market",
    "new --scope market account", "new --scope market, account", "new Desk --scope market",
    "new --name desk --scope root",
    "new --name desk --scope Market", "new --name desk --scope market extra",
    "new --name desk --scope market --expires 90", "new --name desk --scope market --expires 0d",
    "new --name desk --scope market --expires 3651d", "new --name desk --scope market --expires -1d",
    "new --name desk --scope market --expires 1e2d", "new --name desk --scope market --expires +1d",
    "new --name desk --scope market --expires 99999999999999999999d", "list desk", "list --name desk",
    "revoke", "revoke a b", "revoke desk --scope market", "forget", "", "revoke oauth:", "revoke jti:",
    "revoke oauth:a/b", "revoke jti:\u{e9}", "restore", "restore desk", "restore oauth:a oauth:b",
    "restore oauth:a --name a", "list oauth:a",
  ]) func `anything else is refused with what to type instead`(line: String) {
    #expect(throws: UsageFailure.self) { try options(line) }
  }

  @Test func `spaces around the commas of scopes do not matter`() throws {
    for text in ["market, account", " market ,account ", "market,account"] {
      let words = ["token", "new", "desk", "--scope", text]
      guard case .token(let options) = try Invocation.parse(words, environment: { _ in "/me" }) else {
        throw Unexpected()
      }
      #expect(
        options.request == .new(name: "desk", scopes: ScopeSet([.market, .account]), lifeSeconds: nil),
        "\(text)")
    }
  }

  @Test func `a file that is none is told from a change that is not possible`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/bulkhead-tokens-\(UUID().uuidString)"
    // What the test leaves among the temporary files is no failure of the product.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let file = TokenFile(path: folder + "/tokens.json", trusted: folder)
    let entry = try #require(
      TokenEntry(
        name: "desk", scopes: .all, fingerprint: .init(of: [UInt8]().span), createdSeconds: 1,
        expirySeconds: nil))
    func failure(_ body: () throws -> Void) -> TokenFile.Failure? {
      do {
        try body()
        return nil
      } catch { return error as? TokenFile.Failure }
    }
    func add() throws { try file.change { table throws(TokenTable.Failure) in try table.add(entry) } }
    try add()
    guard case .refused? = failure(add) else { return #expect(Bool(false), "the same name twice") }
    try Data("garbage".utf8).write(to: URL(fileURLWithPath: file.path))
    for body in [add, { _ = try file.table() }] {
      guard case .unreadable(let why)? = failure(body) else { return #expect(Bool(false), "garbage") }
      let step = TokenFile.Failure.unreadable(why).suggestion("/a b/tokens.json")
      #expect(step.contains("mv '/a b/tokens.json'") && !step.contains("root"))
    }
  }

  @Test func `an issuer's tokens are revoked by whose they are or by their id, and restored`() throws {
    for name in ["oauth:alice", "oauth:auth0|5f7c8ec7", "oauth:sha256:x", "jti:4711", "jti:a/b+c=="] {
      #expect(try options("revoke \(name)").request == .revoke(name: name))
      #expect(try options("restore \(name)").request == .restore(name: name))
    }
    #expect(try options("revoke desk").request == .revoke(name: "desk"))
    #expect(throws: UsageFailure.self) { try options("revoke jti:\(String(repeating: "a", count: 256))") }
  }

  @Test func `they are known in the files of clients, where they should not be`() {
    let letters = BearerToken.letters(randomBytes: [UInt8](repeating: 251, count: 32))
    #expect(SecretWords.hasToken("Bearer " + String(decoding: letters, as: UTF8.self)))
    #expect(!SecretWords.hasToken("Bearer " + String(decoding: letters.dropLast(), as: UTF8.self)))
  }

  @Test func `they lie beside the configuration file`() throws {
    #expect(try options("list").path == "/me/.config/bulkhead/tokens.json")
    #expect(try options("list --config /etc/bulkhead/b.json").path == "/etc/bulkhead/tokens.json")
    #expect(try options("revoke desk", home: nil).path == nil)
    #expect(throws: UsageFailure.self) { try options("list --config b.json") }
  }

  @Test func `the file is made, changed and read, is its owner's alone, and holds no token`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/bulkhead-tokens-\(UUID().uuidString)"
    // What the test leaves among the temporary files is no failure of the product.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    let file = TokenFile(path: folder + "/tokens.json", trusted: folder)
    #expect(try file.table() == TokenTable())
    let letters = BearerToken.letters(randomBytes: [UInt8](repeating: 7, count: 32))
    let entry = try #require(
      TokenEntry(
        name: "desk", scopes: .all, fingerprint: .init(of: letters.span), createdSeconds: 1, expirySeconds: 9)
    )
    try file.change { table throws(TokenTable.Failure) in try table.add(entry) }
    #expect(try file.table().entries == [entry])
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file.path))
    #expect(bytes.range(of: Data(letters.suffix(20))) == nil)
    #expect(throws: TokenFile.Failure.self) {
      try file.change { table throws(TokenTable.Failure) in try table.add(entry) }
    }
    try file.change { table in _ = table.remove("desk") }
    #expect(try file.table() == TokenTable())
    try Data("{}".utf8).write(to: URL(fileURLWithPath: file.path))
    #expect(throws: TokenFile.Failure.self) { try file.change { table in _ = table.remove("desk") } }
    #expect(try Data(contentsOf: URL(fileURLWithPath: file.path)) == Data("{}".utf8), "left as it was")
  }

  @Test func `two commands at once do not undo each other`() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/bulkhead-tokens-\(UUID().uuidString)"
    // What the test leaves among the temporary files is no failure of the product.
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    DispatchQueue.concurrentPerform(iterations: 8) { worker in
      let file = TokenFile(path: folder + "/tokens.json", trusted: folder)
      for number in 0..<8 {
        let name = "t\(worker)-\(number)"
        let entry = TokenEntry(
          name: name, scopes: .all, fingerprint: Fingerprint(of: Array(name.utf8).span), createdSeconds: 1,
          expirySeconds: nil)
        // A change that fails shows in the count.
        try? file.change { table throws(TokenTable.Failure) in if let entry { try table.add(entry) } }
      }
    }
    #expect(try TokenFile(path: folder + "/tokens.json", trusted: folder).table().entries.count == 64)
  }

  @Test func `lives are told in words`() throws {
    func words(_ expiry: Int?) throws -> String {
      let entry = try #require(
        TokenEntry(
          name: "a", scopes: .all, fingerprint: .init(of: [UInt8]().span), createdSeconds: 0,
          expirySeconds: expiry))
      return TokenCommand.endWords(entry, 1_000_000)
    }
    #expect(try words(nil) == "until it is revoked")
    #expect(try words(1_000_000 + 86_400 * 90) == "for another 90 days")
    #expect(try words(1_000_000 + 3_600) == "for another 1 hour")
    #expect(try words(1_000_000) == "expired less than a minute ago")
  }
}
