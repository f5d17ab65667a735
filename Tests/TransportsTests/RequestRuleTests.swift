import HTTP
import MCP
import Testing
import Values

@testable import Transports

@Suite struct `Rules for requests over HTTP` {
  private func accepted(_ values: String...) -> AcceptedTypes {
    AcceptedTypes(HTTPHeaders(values.map { ("Accept", $0) }))
  }

  @Test func `what a client takes is read from its Accept`() {
    #expect(accepted().takesJSON && accepted().takesEvents && !accepted().asksForEvents)
    let both = accepted("application/json, text/event-stream")
    #expect(both.takesJSON && both.takesEvents && both.asksForEvents)
    #expect(accepted("application/json", "text/event-stream") == both)
    #expect(accepted("APPLICATION/JSON;q=0.5 , Text/Event-Stream") == both)
    let any = accepted("text/html, */*;q=0.8")
    #expect(any.takesJSON && any.takesEvents && !any.asksForEvents)
    for none in ["text/html", "application/json;q=0", "application/jsonx", "text/event-stream; q=0.000", ""] {
      let types = accepted(none)
      #expect(!types.takesJSON && !types.takesEvents, "\(none)")
    }
    // The closest range counts, wherever it stands (RFC 9110 §12.5.1).
    for text in [
      "application/json;q=0, */*", "*/*;q=0.1, application/json;q=0", "*/*, application/*; q=0",
      "application/json; q=0, application/*, text/*",
    ] {
      let types = accepted(text)
      #expect(!types.takesJSON && types.takesEvents, "\(text)")
    }
    #expect(accepted("text/event-stream;q=0", "*/*") == accepted("application/json"))
    #expect(accepted("*/*;q=0, application/json, text/event-stream") == both)
  }

  @Test func `hosts are those of the list, to the letter, whatever their port`() {
    let rule = HostRule(
      boundAddress: "fd00::1", allowedHosts: ["MCP.example.com"], allowedOrigins: ["https://a.example"],
      takesLoopbackPages: true)
    for host in [
      "localhost", "LocalHost:80", "127.0.0.1:65535", "[::1]", "[fd00::1]:8000", "mcp.example.com",
    ] {
      #expect(rule.isOurs(host: host), "\(host)")
    }
    for host in [
      "", ":80", "localhost.", "localhost:", "localhost:123456", "localhost:80x", "a.localhost", "[::1",
      "[::1]x", "127.0.0.1.nip.io", "xmcp.example.com", "mcp.example.com.", "fd00::1",
    ] {
      // A name with nothing behind its colon has no port, which RFC 3986 allows.
      if host == "localhost:" { continue }
      #expect(!rule.isOurs(host: host), "\(host)")
    }
    #expect(rule.isAllowed(origin: "https://A.example", host: "localhost"))
    #expect(rule.isAllowed(origin: "http://localhost:6274", host: "localhost:8000"))
    for origin in ["null", "", "https://a.example:8443", "https://a.example.b", "ftp://localhost", "http://"]
    {
      #expect(!rule.isAllowed(origin: origin, host: "localhost"), "\(origin)")
    }
    let strict = HostRule(
      boundAddress: "127.0.0.1", allowedHosts: [], allowedOrigins: [], takesLoopbackPages: false)
    #expect(strict.isAllowed(origin: "http://localhost:8000", host: "localhost:8000"))
    #expect(!strict.isAllowed(origin: "http://localhost:6274", host: "localhost:8000"))
    // Its own host must be one of ours, or a page's name that leads here would be the server's own.
    #expect(!strict.isAllowed(origin: "http://evil.example", host: "evil.example"))
  }

  @Test func `a name in Base64 is what it stands for, and only one text stands for it`() {
    #expect(StandardHeaders.decoded("us-west1") == "us-west1")
    #expect(StandardHeaders.decoded("=?base64?SGVsbG8sIOS4lueVjA==?=") == "Hello, 世界")
    #expect(StandardHeaders.decoded("=?base64?IHBhZGRlZCA=?=") == " padded ")
    #expect(StandardHeaders.decoded("=?base64?PT9iYXNlNjQ/bGl0ZXJhbD89?=") == "=?base64?literal?=")
    #expect(StandardHeaders.decoded("=?base64??=") == "")
    // Without the end, or in capitals, it stands for itself.
    #expect(StandardHeaders.decoded("=?base64?SGVsbG8=") == "=?base64?SGVsbG8=")
    #expect(StandardHeaders.decoded("=?BASE64?SGVsbG8=?=") == "=?BASE64?SGVsbG8=?=")
    for wrong in ["SGVsbG8", "SGVs!!!bG8=", "SGVsbG9=", "SG=sbG8=", "=", "====", "gA==", "SGVsbG8==", "A==="]
    {
      #expect(StandardHeaders.decoded("=?base64?\(wrong)?=") == nil, "\(wrong)")
    }
  }

  @Test func `an argument that a header repeats is held against that header, once and in plain ASCII`() {
    var features = ServerFeatures()
    features.hostedTools = [
      HostedTool(
        "t", "Marked.",
        inputSchema: ["properties": ["region": ["type": "string", "x-mcp-header": "Region"]]])
    ]
    let server = ServerDescription(name: "s", version: "1", instructions: "", tools: [], features: features)
    func mismatch(_ region: String?, _ said: String...) -> String? {
      let arguments = region.map { #"{"region":"\#($0)"}"# } ?? "{}"
      let body = Array(#"{"params":{"name":"t","arguments":\#(arguments)}}"#.utf8)
      let headers = HTTPHeaders(said.map { ("mcp-param-REGION", $0) })
      return StandardHeaders.mismatch(server.mirroredArguments(of: "t", in: body), headers)
    }
    #expect(mismatch("us", "us") == nil)
    #expect(mismatch("us", "=?base64?dXM=?=") == nil)
    #expect(mismatch("世界", "=?base64?5LiW55WM?=") == nil)
    #expect(mismatch(nil) == nil)
    let header = "Mcp-Param-Region"
    #expect(mismatch("us") == header && mismatch("us", "eu") == header)
    #expect(mismatch("us", "us", "us") == header, "which of two is meant, nobody knows")
    #expect(mismatch("us", "=?base64?dXM?=") == header && mismatch("us", "=?base64?dX!=?=") == header)
    #expect(mismatch("é", "é") == header, "no plain ASCII")
    #expect(mismatch(nil, "us") == header && mismatch(nil, "é") == header)
    #expect(mismatch(nil, "us", "us") == header)
  }

  @Test func `ids of sessions and events are read strictly`() throws {
    let id = SessionID(random: Array(0..<24))
    #expect(id.text == "000102030405060708090a0b0c0d0e0f1011121314151617")
    #expect(SessionID(Array(id.text.utf8).span) == id)
    for wrong in [
      "", String(id.text.dropLast()), id.text + "0", id.text.uppercased(), " " + id.text.dropFirst(),
    ] {
      #expect(SessionID(Array(wrong.utf8).span) == nil, "\(wrong)")
    }
    #expect(EventID("p12-7")?.stream == "p12")
    #expect(EventID("a-b-3")?.number == 3)
    for wrong in ["", "-1", "p1-", "p1", "p1-x", "p1--", "p1-99999999999999999999", "p1-+1"] {
      #expect(EventID(wrong) == nil, "\(wrong)")
    }
  }

  @Test func `a request without a session is known by its metadata, wherever they stand`() {
    let key = "io.modelcontextprotocol/protocolVersion"
    #expect(StatelessMark.mayBe(in: Array(#"{"params":{"_meta":{"\#(key)":"x"}}}"#.utf8)))
    #expect(StatelessMark.mayBe(in: Array("io.modelcontextprotocol".utf8)))
    #expect(!StatelessMark.mayBe(in: Array("io.modelcontextprotoco".utf8)))
    #expect(!StatelessMark.mayBe(in: Array(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#.utf8)))
    #expect(!StatelessMark.mayBe(in: []))
  }

  @Test func `an error about no request is told from an answer`() {
    let line = Array(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700}}"#.utf8)
    #expect(AnswerStart.isErrorWithoutID(line))
    let shorter = AnswerStart.withoutNullID(line)
    #expect(String(decoding: shorter, as: UTF8.self) == #"{"jsonrpc":"2.0","error":{"code":-32700}}"#)
    #expect(AnswerStart.isErrorWithoutID(shorter))
    #expect(!AnswerStart.isErrorWithoutID(Array(#"{"jsonrpc":"2.0","id":1,"error":{}}"#.utf8)))
  }
}
