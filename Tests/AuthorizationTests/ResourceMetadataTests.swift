import Authorization
import Testing
import Values
import Wire

@Suite struct `Metadata of the resource` {
  @Test func `they name the resource, its issuer and its scopes`() throws {
    var setting = Issuer.setting
    setting.scopePrefix = "bulkhead:"
    let metadata = try #require(Authorizer(issuer: setting, resource: "https://desk.example/mcp").metadata)
    #expect(metadata.path == "/.well-known/oauth-protected-resource/mcp")
    #expect(metadata.url == "https://desk.example/.well-known/oauth-protected-resource/mcp")
    #expect(
      String(decoding: metadata.bytes, as: UTF8.self)
        == #"{"resource":"https://desk.example/mcp","authorization_servers":["https://issuer.example"],"#
        + #""scopes_supported":["bulkhead:market","bulkhead:account","bulkhead:trade"],"#
        + #""bearer_methods_supported":["header"],"resource_name":"Bulkhead"}"#)
  }

  @Test(arguments: [
    ("http://127.0.0.1:8000", "", "http://127.0.0.1:8000"),
    ("http://127.0.0.1:8000/", "", "http://127.0.0.1:8000"),
    ("https://desk.example/a/mcp", "/a/mcp", "https://desk.example"),
  ]) func `the path is that of the resource`(resource: String, path: String, origin: String) throws {
    let metadata = try #require(Authorizer(issuer: Issuer.setting, resource: resource).metadata)
    #expect(metadata.path == ResourceMetadata.wellKnownPath + path)
    #expect(metadata.url == origin + metadata.path)
  }

  @Test(arguments: ["https://desk.example/mcp", "https://desk.example/mcp/"])
  func `a slash at the end is the same address, and the resource keeps its one name`(
    resource: String
  ) throws {
    let metadata = try #require(Authorizer(issuer: Issuer.setting, resource: resource).metadata)
    let served = ["", "/", "/mcp", "/mcp/"].map { ResourceMetadata.wellKnownPath + $0 }
    for path in served { #expect(metadata.isServed(at: path), "\(path)") }
    for path in ["/mcp//", "//", "/sse", "/MCP", "/mcp/x", "x"].map({ ResourceMetadata.wellKnownPath + $0 }) {
      #expect(!metadata.isServed(at: path), "\(path)")
    }
    #expect(!metadata.isServed(at: "/") && !metadata.isServed(at: ""))
    #expect(
      String(decoding: metadata.bytes, as: UTF8.self).hasPrefix(#"{"resource":"\#(resource)","#))
  }

  @Test func `a challenge says where they are, and without an issuer there are none`() throws {
    var authorizer = Authorizer(issuer: Issuer.setting, resource: "https://desk.example/mcp")
    guard case .refused(let refusal) = authorizer.judge(authorization: [], nowSeconds: 0) else {
      Issue.record("let in")
      return
    }
    #expect(
      refusal.challenge == #"Bearer realm="bulkhead", scope="market", "#
        + #"resource_metadata="https://desk.example/.well-known/oauth-protected-resource/mcp""#)
    #expect(Authorizer().metadata == nil)
  }
}
