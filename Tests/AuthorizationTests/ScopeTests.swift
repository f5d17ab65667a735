import Authorization
import Catalog
import Testing

@Suite struct `Scopes` {
  private func names(_ scopes: ScopeSet) throws -> Set<String> {
    let principal = try #require(Principal(name: "desk", scopes: scopes))
    return Set(Catalog.tools.filter { principal.permits($0) }.map(\.name))
  }

  @Test func `what moves money or cancels needs the scope trade, whatever its role`() {
    for tool in Catalog.tools where tool.effect != .reads || tool.security == .trade {
      #expect(tool.scope == .trade, "\(tool.name)")
    }
  }

  @Test func `a tool that needs a key is never market's`() {
    for tool in Catalog.tools where tool.security == .userData || tool.security == .trade {
      #expect(tool.scope != .market && tool.scope != nil, "\(tool.name)")
    }
  }

  @Test func `the three scopes have nothing in common but the state of the server`() throws {
    let (market, account, trade) = (
      try names(ScopeSet([.market])), try names(ScopeSet([.account])), try names(ScopeSet([.trade]))
    )
    #expect(market.intersection(account) == ["server_status"])
    #expect(account.intersection(trade) == ["server_status"])
    #expect(market.intersection(trade) == ["server_status"])
    #expect(market.union(account).union(trade) == Set(Catalog.tools.map(\.name)))
    #expect(trade.contains("create_order") && trade.contains("cancel_order"))
    #expect(account.contains("get_balance") && account.contains("trading_status"))
    #expect(market.contains("get_ticker_price"))
  }

  @Test func `the client behind stdin may use everything`() {
    #expect(Catalog.tools.allSatisfy { Principal.local.permits($0) })
  }

  @Test func `what is outside the scopes is 403 and names those that are there and those that are missing`()
    throws
  {
    let authorizer = Authorizer(issuer: Issuer.setting, resource: "https://desk.example/mcp")
    let principal = try #require(Principal(name: "desk", scopes: ScopeSet([.market])))
    let refusal = try #require(authorizer.refusal(needing: ScopeSet([.trade]), of: principal))
    #expect(refusal.status == 403)
    #expect(refusal.challenge.contains("error=\"insufficient_scope\""))
    #expect(refusal.challenge.contains(", scope=\"market trade\""))
    #expect(refusal.challenge.contains("resource_metadata=\"https://desk.example/.well-known/"))
    #expect(refusal.message == "This token does not have the scope trade.")
    let several = try #require(authorizer.refusal(needing: .all, of: principal))
    #expect(several.challenge.contains(", scope=\"market account trade\""))
    #expect(several.message == "This token does not have the scopes account and trade.")
    #expect(authorizer.refusal(needing: ScopeSet([.market]), of: principal) == nil)
    #expect(authorizer.refusal(needing: [], of: principal) == nil)
  }

  @Test(arguments: ["", "a b", "a\n", "é", String(repeating: "a", count: 65), "a\u{0}"])
  func `a principal's name is short and plain`(name: String) {
    #expect(Principal(name: name, scopes: .all) == nil)
  }
}
