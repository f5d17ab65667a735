import Authorization
import Catalog
import Testing
import Wire

@Suite struct `Rules of the launcher` {
  private func rules(_ letters: Letters...) throws -> AccessRules {
    var table = TokenTable()
    for one in letters { try table.add(one.entry) }
    var rules = AccessRules()
    rules.tokens = table.encoded()
    return rules
  }

  private func isGranted(_ authorizer: inout Authorizer, _ field: ArraySlice<UInt8>, now: Int = Issuer.now)
    -> Bool
  {
    if case .granted = authorizer.judge(authorization: [field], nowSeconds: now) { true } else { false }
  }

  @Test func `a token counts from the rules that have it to the rules that have it no more`() throws {
    let (desk, phone) = (try Letters("desk"), try Letters("phone", seed: 5))
    let first = try rules(desk)
    var authorizer = Authorizer(first, listening: "http://127.0.0.1:8000/mcp")
    #expect(isGranted(&authorizer, desk.field) && !isGranted(&authorizer, phone.field))
    let second = try rules(phone)
    authorizer.follow(second, before: first)
    #expect(!isGranted(&authorizer, desk.field) && isGranted(&authorizer, phone.field))
    #expect(authorizer.troubles.isEmpty)
  }

  @Test func `a file that is half written lets nobody in, and it is said`() throws {
    let desk = try Letters("desk")
    var broken = try rules(desk)
    broken.tokens.removeLast(3)
    var authorizer = Authorizer(broken, listening: "http://127.0.0.1:8000/mcp")
    #expect(!isGranted(&authorizer, desk.field))
    #expect(authorizer.troubles.count == 1 && authorizer.troubles[0].hasPrefix("the file of tokens"))
    authorizer.follow(try rules(desk), before: broken)
    #expect(isGranted(&authorizer, desk.field) && authorizer.troubles.isEmpty)
  }

  @Test func `the issuer's keys come and go with their file, and its tokens outlive a change of the others`()
    throws
  {
    var one = try rules(try Letters())
    one.issuer = Issuer.setting
    one.keys = Array("{\"keys\":[\(Issuer.edKey)]}".utf8)
    var authorizer = Authorizer(one, listening: "http://127.0.0.1:8000/mcp")
    let field = (Array("Bearer ".utf8) + (try Issuer.token()))[...]
    #expect(isGranted(&authorizer, field))
    let alice = try #require(Principal(name: "oauth:alice", scopes: ScopeSet([.market, .account])))
    var two = one
    two.tokens = []
    authorizer.follow(two, before: one)
    #expect(authorizer.isStillGood(alice, nowSeconds: Issuer.now), "what was let in stays so")
    var three = two
    three.keys = Array("{\"keys\":[]}".utf8)
    authorizer.follow(three, before: two)
    #expect(!isGranted(&authorizer, field) && !authorizer.isStillGood(alice, nowSeconds: Issuer.now))
    #expect(authorizer.troubles.count == 1)
    #expect(authorizer.metadata?.url == "http://127.0.0.1:8000/.well-known/oauth-protected-resource/mcp")
  }

  @Test func `the resource is what the operator says, else where the server listens`() throws {
    var rules = AccessRules()
    rules.issuer = Issuer.setting
    rules.resource = "https://desk.example/mcp"
    let authorizer = Authorizer(rules, listening: "http://127.0.0.1:8000/mcp")
    #expect(authorizer.metadata?.url == "https://desk.example/.well-known/oauth-protected-resource/mcp")
  }
}
