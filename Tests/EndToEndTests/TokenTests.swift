import Foundation
import Signing
import TestSupport
import Testing

extension `End to end` {
  @Suite struct `Tokens from the command line` {
    private static func run(
      _ arguments: [String], _ home: HomeFolder
    ) throws -> (code: Int32, output: String, errorText: String) {
      let program = try ProgramUnderTest(
        Programs.bulkhead, ["token"] + arguments, environment: ["HOME": home.path])
      program.closeInput()
      let code = try program.waitForExit()
      return (code, String(decoding: program.output, as: UTF8.self), program.errorText)
    }

    @Test func `a token is shown once, alone on its line, and kept nowhere`() throws {
      let home = try HomeFolder()
      let made = try Self.run(
        ["new", "--name", "desk", "--scope", "market,account", "--expires", "90d"], home)
      #expect(made.code == 0, "\(made.errorText)")
      let token = String(made.output.dropLast())
      #expect(made.output.hasSuffix("\n") && token.hasPrefix("bulkhead_") && token.utf8.count == 52)
      #expect(
        token.dropFirst(9).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) })
      let secret = String(token.suffix(24))
      #expect(!made.errorText.contains(secret))
      let other = try Self.run(["new", "--name", "phone", "--scope", "trade", "--json"], home)
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(other.output.utf8)) as? [String: Any])
      #expect((object["token"] as? String)?.hasPrefix("bulkhead_") == true)
      #expect(object["token"] as? String != token)
      let list = try Self.run(["list"], home)
      #expect(list.output.contains("desk") && list.output.contains("market,account"))
      #expect(list.output.contains("phone") && list.output.contains("until it is revoked"))
      let names = home.files(below: ".config")
      #expect(names.contains("bulkhead/tokens.json"))
      for name in names {
        let path = home.path(".config/\(name)")
        guard let bytes = FileManager.default.contents(atPath: path) else { continue }
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
      }
      for text in [list.output, list.errorText] { #expect(!text.contains(secret)) }
    }

    @Test func `a name is given once, and is free again when its token is revoked`() throws {
      let home = try HomeFolder()
      #expect(try Self.run(["new", "--name", "desk", "--scope", "market"], home).code == 0)
      let again = try Self.run(["new", "--name", "desk", "--scope", "trade"], home)
      #expect(again.code == 1 && again.output.isEmpty && again.errorText.contains("desk"))
      #expect(try Self.run(["revoke", "other"], home).code == 1)
      #expect(try Self.run(["revoke", "desk"], home).code == 0)
      #expect(try Self.run(["list"], home).output.contains("There are no tokens"))
      #expect(try Self.run(["new", "--name", "desk", "--scope", "trade"], home).code == 0)
    }

    @Test func `a file that others can write to is not used`() throws {
      let home = try HomeFolder()
      #expect(try Self.run(["new", "--name", "desk", "--scope", "market"], home).code == 0)
      let path = home.path(".config/bulkhead/tokens.json")
      try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
      for words in [["list"], ["revoke", "desk"], ["new", "--name", "a", "--scope", "market"]] {
        let refused = try Self.run(words, home)
        #expect(refused.code == 78 && refused.output.isEmpty)
        #expect(refused.errorText.contains("can be written by others"))
      }
    }

    @Test func `a file that is none is left to a person, whatever was asked of it`() throws {
      let home = try HomeFolder()
      #expect(try Self.run(["new", "desk", "--scope", "market, account"], home).code == 0)
      let path = try home.write("garbage", as: ".config/bulkhead/tokens.json")
      for words in [["list"], ["revoke", "desk"], ["new", "a", "--scope", "market"], ["restore", "jti:1"]] {
        let refused = try Self.run(words, home)
        #expect(refused.code == 78 && refused.output.isEmpty, "\(words)")
        #expect(refused.errorText.contains("is not JSON") && refused.errorText.contains("mv \(path)"))
        #expect(!refused.errorText.contains("you or root") && !refused.errorText.contains("another name"))
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "garbage")
    }

    private typealias Server = HTTPServerUnderTest

    private static func token(_ name: String, _ scopes: String, _ home: HomeFolder) throws -> [String: String]
    {
      let made = try run(["new", "--name", name, "--scope", scopes], home)
      #expect(made.code == 0, "\(made.errorText)")
      return ["Authorization": "Bearer \(made.output.dropLast())"]
    }

    @Test func `over HTTP a token opens what its scopes say, to its own sessions, until it is revoked`()
      throws
    {
      let home = try HomeFolder()
      let desk = try Self.token("desk", "market", home)
      let trader = try Self.token("trader", "account,trade", home)
      let server = try Server(network: [], environment: ["HOME": home.path])
      let hello = Server.initialize()
      let nobody = try server.post(hello)
      #expect(nobody.status == 401 && nobody.headers["www-authenticate"] == #"Bearer realm="bulkhead""#)
      let wrong = try server.post(
        hello, ["Authorization": "Bearer bulkhead_" + String(repeating: "A", count: 43)])
      #expect(wrong.status == 401)
      #expect(wrong.headers["www-authenticate"]?.contains(#"error="invalid_token""#) == true)
      let session = try #require(try server.post(hello, desk).session)
      let own = desk.merging(["Mcp-Session-Id": session]) { $1 }
      let list = try server.post(Server.request(2, "tools/list"), own).text
      #expect(
        list.contains("get_ticker_price") && !list.contains("get_balance") && !list.contains("create_order"))
      let outside = try server.post(Server.request(3, "tools/call", ["name": "create_order"]), own)
      #expect(outside.status == 403)
      let stranger = try server.post(
        Server.request(4, "ping"), trader.merging(["Mcp-Session-Id": session]) { $1 })
      #expect(stranger.status == 404)

      let second = try #require(try server.post(hello, trader).session)
      let order = try server.post(
        Server.request(
          5, "tools/call",
          [
            "name": "create_order",
            "arguments": ["symbol": "BTCUSDT", "side": "BUY", "type": "MARKET", "quote_quantity": "50"],
          ]), trader.merging(["Mcp-Session-Id": second]) { $1 })
      #expect(order.text.contains("client_order_id"), "\(order.text)")
      let status = try server.post(
        Server.request(6, "tools/call", ["name": "trading_status"]),
        trader.merging(["Mcp-Session-Id": second]) { $1 })
      #expect(status.text.contains("trading"))

      #expect(try Self.run(["revoke", "desk"], home).code == 0)
      try server.program.wait(for: "the revocation") {
        try server.post(Server.request(7, "ping"), own).status == 401
      }
      #expect(
        try server.post(Server.request(8, "ping"), trader.merging(["Mcp-Session-Id": second]) { $1 }).status
          == 200)
      for field in [desk, trader] {
        let secret = String(field["Authorization"]?.suffix(24) ?? "")
        #expect(!secret.isEmpty && !server.program.errorText.contains(secret))
      }
      #expect(try server.finish() == 0)
    }

    private static func letters(_ bytes: some Sequence<UInt8>) -> String {
      Data(bytes).base64EncodedString().replacingOccurrences(of: "+", with: "-")
        .replacingOccurrences(of: "/", with: "_").replacingOccurrences(of: "=", with: "")
    }

    /// A token that the issuer of the test signs with the Ed25519 key of RFC 8037 A.1.
    private static func issued(
      _ scope: String, audience: String, id: String = "1"
    ) throws -> [String: String] {
      let seed = Data(base64Encoded: "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=") ?? Data()
      let bytes = Array(seed)
      let key = try PrivateKey(ed25519Seed: Secret(copying: bytes.span))
      let end = Int(Date().timeIntervalSince1970) + 600
      let claims =
        #"{"iss":"https://issuer.example","aud":"\#(audience)","sub":"alice","jti":"\#(id)","#
        + #""exp":\#(end),"scope":"\#(scope)"}"#
      let text = letters(#"{"alg":"EdDSA","kid":"a"}"#.utf8) + "." + letters(claims.utf8)
      let signed = Array(text.utf8)
      key.update(signed.span)
      let signature = try key.finish()
      return ["Authorization": "Bearer \(text).\(letters(signature))"]
    }

    /// A server that takes that issuer's tokens, and its configuration file.
    private static func start(_ home: HomeFolder) throws -> (server: Server, file: String) {
      let keys = try home.write(
        #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"a","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#,
        as: "keys.json")
      let file = try home.write(
        #"{"authorization":{"issuer":"https://issuer.example","audience":"desk","jwks_file":"\#(keys)"}}"#,
        as: "bulkhead.json")
      return (try Server(network: ["--config", file], environment: ["HOME": home.path]), file)
    }

    @Test func `an issuer's tokens are revoked while they are used, by person and by id, and restored`()
      throws
    {
      let home = try HomeFolder()
      let (server, file) = try Self.start(home)
      let (first, second) = (
        try Self.issued("market", audience: "desk", id: "1"),
        try Self.issued("market", audience: "desk", id: "2")
      )
      func status(_ field: [String: String]) throws -> Int {
        try server.post(Server.initialize(), field).status
      }
      func becomes(_ field: [String: String], _ wanted: Int, _ what: String) throws {
        try server.program.wait(for: what) { try status(field) == wanted }
      }
      func token(_ words: String...) throws {
        let done = try Self.run(words + ["--config", file], home)
        #expect(done.code == 0, "\(done.errorText)")
      }
      let session = try #require(try server.post(Server.initialize(), first).session)
      let stream = try HTTPPeer(port: server.port)
      stream.request(
        "GET", "/mcp",
        first.merging(["Mcp-Session-Id": session, "Accept": "text/event-stream"]) { $1 })
      #expect(try stream.head().status == 200)
      try token("revoke", "jti:1")
      try becomes(first, 401, "the end of one token")
      while let event = try stream.event() { #expect(event.data.isEmpty) }
      #expect(try status(second) == 200)
      #expect(try Self.run(["list", "--config", file], home).output.contains("jti:1"))
      try token("revoke", "oauth:alice")
      try becomes(second, 401, "the end of all tokens of a person")
      #expect(try status(try Self.issued("market", audience: "desk", id: "3")) == 401)
      try token("restore", "oauth:alice")
      try becomes(second, 200, "the return of that person")
      #expect(try status(first) == 401)
      #expect(try Self.run(["restore", "oauth:alice", "--config", file], home).code == 1)
      // What is revoked cannot be read any more: nobody is let in.
      let tokens = home.path("tokens.json")
      try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: tokens)
      try becomes(second, 401, "the file's distrust")
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: tokens)
      try becomes(second, 200, "the file's return")
      #expect(try server.finish() == 0)
    }

    @Test func `over HTTP an issuer's tokens are taken, and clients are told of the issuer`() throws {
      let home = try HomeFolder()
      let (server, _) = try Self.start(home)
      let hello = Server.initialize()
      let nobody = try server.post(hello)
      let document = "/.well-known/oauth-protected-resource/mcp"
      let url = "http://127.0.0.1:\(server.port)\(document)"
      #expect(nobody.status == 401)
      #expect(nobody.headers["www-authenticate"]?.contains("resource_metadata=\"\(url)\"") == true)
      let peer = try HTTPPeer(port: server.port)
      peer.request("GET", document)
      let metadata = try peer.reply()
      #expect(metadata.status == 200)
      #expect(metadata.json["authorization_servers"] as? [String] == ["https://issuer.example"])
      peer.request("HEAD", document)
      let head = try peer.head()
      #expect(head.status == 200 && head.headers["content-length"] == metadata.headers["content-length"])
      // Whoever was given the address with a slash is told of the one resource.
      let slashed = try server.post(hello, to: "/mcp/")
      #expect(slashed.status == 401)
      #expect(slashed.headers["www-authenticate"] == nobody.headers["www-authenticate"])
      peer.request("GET", document + "/")
      #expect(try peer.reply().text == metadata.text)
      let alice = try Self.issued("openid market", audience: "desk")
      let session = try #require(try server.post(hello, alice).session)
      let list = try server.post(
        Server.request(2, "tools/list"), alice.merging(["Mcp-Session-Id": session]) { $1 })
      #expect(list.text.contains("get_ticker_price") && !list.text.contains("get_balance"))
      for path in ["/mcp", "/mcp/"] {
        #expect(try server.post(hello, alice, to: path).status == 200)
        #expect(try server.post(hello, try Self.issued("market", audience: "other"), to: path).status == 401)
        #expect(try server.post(hello, try Self.issued("market", audience: "desk/"), to: path).status == 401)
      }
      let useless = try server.post(hello, try Self.issued("openid", audience: "desk"))
      #expect(useless.status == 403)
      #expect(useless.headers["www-authenticate"]?.contains("insufficient_scope") == true)
      // Whoever rotates the keys writes the file anew.
      try home.write(#"{"keys":[]}"#, as: "keys.json")
      try server.program.wait(for: "the issuer's keys to be gone") {
        try server.post(hello, alice).status == 401
      }
      #expect(try server.finish() == 0)
    }
  }
}
