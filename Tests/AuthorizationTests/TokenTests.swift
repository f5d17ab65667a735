import Authorization
import Catalog
import Testing

@Suite struct `Bearer tokens` {
  private func status(_ authorizer: Authorizer, _ fields: [[UInt8]], now: Int = 2000) -> Int? {
    var authorizer = authorizer
    switch authorizer.judge(authorization: fields.map { $0[...] }, nowSeconds: now) {
    case .granted: return nil
    case .refused(let refusal): return refusal.status
    }
  }

  @Test func `the right token is its principal's`() throws {
    let desk = try Letters("desk", ScopeSet([.market, .account]))
    var authorizer = try Letters.authorizer(try Letters("other", seed: 9), desk)
    let principal = try #require(Principal(name: "desk", scopes: ScopeSet([.market, .account])))
    #expect(authorizer.judge(authorization: [desk.field], nowSeconds: 2000) == .granted(principal))
    let shouted = Array("bEARER  ".utf8) + desk.token
    #expect(authorizer.judge(authorization: [shouted[...]], nowSeconds: 2000) == .granted(principal))
  }

  @Test func `no field is 401 without an error, as a client that knows no token expects`() throws {
    var authorizer = try Letters.authorizer(try Letters())
    let judged = authorizer.judge(authorization: [], nowSeconds: 2000)
    guard case .refused(let refusal) = judged else { return #expect(Bool(false)) }
    #expect(refusal.status == 401)
    #expect(refusal.challenge == "Bearer realm=\"bulkhead\"")
  }

  @Test func `a token that is wrong by one byte lets nobody in`() throws {
    let desk = try Letters()
    let authorizer = try Letters.authorizer(desk)
    let field = Array(desk.field)
    var granted = 0
    for index in 7..<field.count {
      for byte in UInt8.min...UInt8.max where byte != field[index] {
        var changed = field
        changed[index] = byte
        if status(authorizer, [changed]) == nil { granted += 1 }
      }
    }
    #expect(granted == 0)
    #expect(status(authorizer, [field]) == nil)
  }

  @Test func `a token that is cut, longer, doubled or has blanks in it lets nobody in`() throws {
    let desk = try Letters()
    let authorizer = try Letters.authorizer(desk)
    let field = Array(desk.field)
    for count in 0..<field.count { #expect(status(authorizer, [Array(field[..<count])]) != nil) }
    for index in field.indices.dropFirst(7) {
      var wider = field
      wider.insert(0x20, at: index + 1)
      #expect(status(authorizer, [wider]) != nil)
    }
    for tail in ["A", "=", " ", ",", "\t", "\0", "é", ", Bearer x"] {
      #expect(status(authorizer, [field + Array(tail.utf8)]) != nil)
    }
    #expect(status(authorizer, [Array(" ".utf8) + field]) == 400)
    #expect(status(authorizer, [Array("Bearer\t".utf8) + desk.token]) == 400)
    #expect(status(authorizer, [Array("Basic ".utf8) + desk.token]) == 400)
    #expect(status(authorizer, [desk.token]) == 400)
    #expect(status(authorizer, [Array("Bearer ".utf8)]) == 400)
    #expect(status(authorizer, [[]]) == 400)
  }

  @Test func `two fields are refused, even two that are equal`() throws {
    let desk = try Letters()
    let authorizer = try Letters.authorizer(desk)
    #expect(status(authorizer, [Array(desk.field), Array(desk.field)]) == 400)
  }

  @Test func `a huge field and bytes that are not text are refused`() throws {
    let authorizer = try Letters.authorizer(try Letters())
    #expect(status(authorizer, [Array("Bearer ".utf8) + [UInt8](repeating: 0x41, count: 1 << 20)]) == 400)
    #expect(status(authorizer, [Array("Bearer ".utf8) + [0xFF, 0xFE, 0x80]]) == 400)
    #expect(status(authorizer, [[UInt8](repeating: 0xFF, count: 7)]) == 400)
  }

  @Test func `a token is over at its last second`() throws {
    let desk = try Letters(expirySeconds: 3000)
    let authorizer = try Letters.authorizer(desk)
    #expect(status(authorizer, [Array(desk.field)], now: 2999) == nil)
    #expect(status(authorizer, [Array(desk.field)], now: 3000) == 401)
  }

  @Test func `without a table nobody is let in, and a table that was taken away lets nobody in`() throws {
    let desk = try Letters()
    #expect(status(Authorizer(), [Array(desk.field)]) == 401)
    var authorizer = try Letters.authorizer(desk)
    let principal = try #require(Principal(name: "desk", scopes: ScopeSet([.market])))
    #expect(authorizer.isStillGood(principal, nowSeconds: 2000))
    authorizer.replace(TokenTable())
    #expect(status(authorizer, [Array(desk.field)]) == 401)
    #expect(!authorizer.isStillGood(principal, nowSeconds: 2000))
  }

  @Test func `no refusal holds a byte of what was sent`() throws {
    let desk = try Letters()
    var authorizer = Authorizer(issuer: Issuer.setting, resource: "https://desk.example/mcp")
    let needle = String(decoding: desk.token.suffix(20), as: UTF8.self)
    for field in [Array(desk.field), desk.token, Array("Basic ".utf8) + desk.token] {
      let judged = authorizer.judge(authorization: [field[...]], nowSeconds: 2000)
      #expect(!"\(judged)".contains(needle))
      guard case .refused(let refusal) = judged else { continue }
      #expect(refusal.challenge.hasSuffix("resource_metadata=\"\(authorizerURL)\""))
      #expect(refusal.challenge.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F })
    }
  }

  private let authorizerURL = "https://desk.example/.well-known/oauth-protected-resource/mcp"
}
