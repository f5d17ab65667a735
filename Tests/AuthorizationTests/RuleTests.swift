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
    var authorizer = Authorizer(first)
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
    var authorizer = Authorizer(broken)
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
    one.resource = "http://127.0.0.1:8000/mcp"
    one.keys = Array("{\"keys\":[\(Issuer.edKey)]}".utf8)
    var authorizer = Authorizer(one)
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

  private func isGranted(_ authorizer: inout Authorizer, token claims: String) throws -> Bool {
    isGranted(&authorizer, (Array("Bearer ".utf8) + (try Issuer.token(claims)))[...])
  }

  @Test func `an issuer's tokens are good until they are revoked, by person or by id, and after that again`()
    throws
  {
    func rules(_ names: String...) throws -> AccessRules {
      var table = TokenTable()
      for name in names { try table.revoke(try #require(Revocation(name: name, createdSeconds: 1))) }
      var rules = AccessRules()
      (rules.issuer, rules.resource, rules.tokens) = (Issuer.setting, "http://a/mcp", table.encoded())
      rules.keys = Array("{\"keys\":[\(Issuer.edKey)]}".utf8)
      return rules
    }
    let (first, second) = (Issuer.claims(#""jti":"a-1""#), Issuer.claims(#""jti":"a-2""#))
    let other = Issuer.claims(without: "sub", #""sub":"bob","jti":"b-1""#)
    let alice = try #require(Principal(name: "oauth:alice", scopes: ScopeSet([.market, .account])))
    let none = try rules()
    var authorizer = Authorizer(none)
    #expect(try isGranted(&authorizer, token: first) && isGranted(&authorizer, token: other))
    #expect(authorizer.isStillGood(alice, nowSeconds: Issuer.now))
    // One token: also where it was let in before, with the streams that it opened.
    let one = try rules("jti:a-1")
    authorizer.follow(one, before: none)
    #expect(try !isGranted(&authorizer, token: first) && isGranted(&authorizer, token: other))
    #expect(!authorizer.isStillGood(alice, nowSeconds: Issuer.now))
    #expect(try isGranted(&authorizer, token: second))
    #expect(authorizer.isStillGood(alice, nowSeconds: Issuer.now))
    // The person: every token, one that nobody has seen yet too.
    let person = try rules("oauth:alice")
    authorizer.follow(person, before: one)
    for claims in [first, second, Issuer.claims(), Issuer.claims(#""jti":7"#)] {
      #expect(try !isGranted(&authorizer, token: claims), "\(claims)")
    }
    #expect(!authorizer.isStillGood(alice, nowSeconds: Issuer.now))
    #expect(try isGranted(&authorizer, token: other))
    // What is revoked stays so when the issuer's keys are written anew.
    var rotated = person
    rotated.keys = Array("{ \"keys\":[\(Issuer.edKey)]}".utf8)
    authorizer.follow(rotated, before: person)
    #expect(try !isGranted(&authorizer, token: first) && isGranted(&authorizer, token: other))
    authorizer.follow(none, before: rotated)
    #expect(try isGranted(&authorizer, token: first))
  }

  @Test func `while the file that says what is revoked cannot be used, no issuer's token is good`() throws {
    var good = AccessRules()
    (good.issuer, good.resource) = (Issuer.setting, "http://a/mcp")
    good.keys = Array("{\"keys\":[\(Issuer.edKey)]}".utf8)
    var (broken, untrusted) = (good, good)
    broken.tokens = Array("{".utf8)
    untrusted.hasUntrustedTokens = true
    let alice = try #require(Principal(name: "oauth:alice", scopes: ScopeSet([.market, .account])))
    for bad in [broken, untrusted] {
      var authorizer = Authorizer(good)
      #expect(try isGranted(&authorizer, token: Issuer.claims()), "no file revokes nothing")
      authorizer.follow(bad, before: good)
      #expect(try !isGranted(&authorizer, token: Issuer.claims()))
      #expect(!authorizer.isStillGood(alice, nowSeconds: Issuer.now))
      authorizer.follow(good, before: bad)
      #expect(try isGranted(&authorizer, token: Issuer.claims()))
    }
  }
}
