import Authorization
import Catalog
import Testing
import Verification

@Suite struct `Tables of tokens` {
  private let digest = "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0"

  private func read(_ tokens: String, around: (String, String) = ("{\"format\":1,\"tokens\":[", "]}")) throws
    -> TokenTable
  {
    try TokenTable(Array((around.0 + tokens + around.1).utf8))
  }

  private func token(
    name: String = "\"desk\"", scopes: String = "[\"market\"]", digest: String? = nil,
    created: String = "1000",
    expires: String = "null", more: String = ""
  ) -> String {
    """
    {"name":\(name),"scopes":\(scopes),"sha256":"\(digest ?? self.digest)","created":\(created),"expires":\(expires)\(more)}
    """
  }

  @Test func `what is written is read`() throws {
    var table = TokenTable()
    try table.add(try Letters("desk", ScopeSet([.trade, .market]), expirySeconds: 5000).entry)
    try table.add(try Letters("phone.2", ScopeSet([.account]), seed: 2).entry)
    #expect(try TokenTable(table.encoded()) == table)
    #expect(try TokenTable(TokenTable().encoded()) == TokenTable())
    #expect(table.remove("desk") && !table.remove("desk"))
    #expect(try TokenTable(table.encoded()).entries.map(\.name) == ["phone.2"])
  }

  @Test func `what is revoked is written and read, once by each name, and taken back`() throws {
    var table = TokenTable()
    try table.add(try Letters("desk", ScopeSet([.market])).entry)
    let names = ["oauth:alice", "jti:4711", "jti:\"\\{}"]
    for name in names { try table.revoke(try #require(Revocation(name: name, createdSeconds: 7))) }
    #expect(try TokenTable(table.encoded()) == table)
    #expect(try TokenTable(table.encoded()).revocations.map(\.name) == names)
    let again = try #require(Revocation(name: "jti:4711", createdSeconds: 8))
    #expect(throws: TokenTable.Failure.self) { try table.revoke(again) }
    #expect(table.restore("jti:4711") && !table.restore("jti:4711"))
    #expect(table.revocations.map(\.name) == ["oauth:alice", "jti:\"\\{}"])
    for number in table.revocations.count..<TokenTable.revocationCountMax {
      let id = "jti:\(number)" + String(repeating: "x", count: 240)
      try table.revoke(try #require(Revocation(name: id, createdSeconds: 2_000_000_000)))
    }
    #expect(throws: TokenTable.Failure.self) { try table.revoke(again) }
    #expect(try TokenTable(table.encoded()) == table, "a full list fits into the file")
  }

  @Test func `a list of what is revoked is understood whole or not at all`() throws {
    func read(_ list: String) throws -> TokenTable {
      try self.read("", around: ("{\"format\":1,\"tokens\":[", "],\"revoked\":\(list)}"))
    }
    let good = #"{"name":"oauth:alice","created":7}"#
    #expect(try read("[\(good)]").revocations.count == 1)
    #expect(try read("[]").revocations.isEmpty)
    for bad in [
      "null", "7", good, "[7]", "[\(good),\(good)]", #"[{"name":"oauth:alice"}]"#,
      #"[{"name":"desk","created":7}]"#, #"[{"name":"oauth:","created":7}]"#,
      #"[{"name":"jti:","created":7}]"#,
      #"[{"name":"jti:a b","created":7}]"#, #"[{"name":"oauth:a","created":-1}]"#,
      #"[{"name":"oauth:a","created":"7"}]"#, #"[{"name":"oauth:a","created":7,"until":8}]"#,
    ] {
      #expect(throws: TokenTable.Failure.self, "\(bad)") { try read(bad) }
    }
  }

  @Test func `a table as it stands in the documents is read`() throws {
    let table = try read(token())
    #expect(table.entries.first?.scopes == ScopeSet([.market]))
    #expect(table.entries.first?.fingerprint == Fingerprint(of: Array("abc".utf8).span))
  }

  @Test func `anything that is not understood whole is refused`() throws {
    let bad = [
      token(name: "\"Desk\""), token(name: "\"\""), token(name: "7"), token(name: "\"stdio\""),
      token(name: "\"-a\""), token(name: "\"a:b\""), token(name: "\"\(String(repeating: "a", count: 33))\""),
      token(scopes: "[]"), token(scopes: "[\"root\"]"), token(scopes: "\"market\""),
      token(scopes: "[\"market\",\"market\"]"), token(scopes: "[1]"), token(digest: "abc"),
      token(digest: digest + "="), token(digest: ""), token(created: "-1"), token(created: "1.5"),
      token(created: "\"1\""), token(expires: "999"), token(expires: "\"never\""), token(expires: "1e9"),
      token(more: ",\"extra\":1"), token(more: ",\"name\":\"other\""), "null", "[]", token() + "," + token(),
      token() + "," + token(name: "\"other\""),
    ]
    for text in bad { #expect(throws: TokenTable.Failure.self, "\(text)") { try read(text) } }
    for around in [
      ("{\"format\":2,\"tokens\":[", "]}"), ("{\"tokens\":[", "]}"), ("[", "]"), ("", ""),
      ("{\"format\":1,\"tokens\":[", "],\"x\":1}"), ("{\"format\":1,\"tokens\":[", "]}}"),
      ("{\"format\":\"1\",\"tokens\":[", "]}"),
    ] {
      #expect(throws: TokenTable.Failure.self, "\(around)") { try read(token(), around: around) }
    }
    #expect(throws: TokenTable.Failure.self) { try TokenTable([UInt8](repeating: 0x20, count: 1 << 20)) }
    for tail in token().indices where tail > token().startIndex {
      #expect(throws: TokenTable.Failure.self) { try read(String(token()[..<tail])) }
    }
  }

  @Test func `there is room for 256 tokens`() throws {
    var table = TokenTable()
    for number in 0..<256 {
      let digest = Fingerprint(of: Array("\(number)".utf8).span)
      try table.add(
        try #require(
          TokenEntry(
            name: "a-rather-long-name-of-a-token-\(number % 90 + 10)".prefix(28) + "\(1000 + number)",
            scopes: .all, fingerprint: digest, createdSeconds: 1_790_000_000, expirySeconds: 1_890_000_000)))
    }
    #expect(table.encoded().count <= TokenTable.byteCountMax)
    #expect(try TokenTable(table.encoded()) == table)
    #expect(throws: TokenTable.Failure.self) { try table.add(try Letters().entry) }
  }
}
