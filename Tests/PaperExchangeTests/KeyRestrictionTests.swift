import Foundation
import HTTP
import TestSupport
import Testing
import Values

@testable import PaperRoutes

/// `GET /sapi/v1/account/apiRestrictions`.
@Suite struct `What a key may do` {
  static let stamp = "timestamp=\(PaperClient.noon)"

  private func answer(_ client: SigningClient) throws -> JSONValue {
    let reply = try client.signed("/sapi/v1/account/apiRestrictions", Self.stamp)
    try #require(reply.status == 200)
    return try JSONDocument(reply.body).root
  }

  @Test func `is answered as the documents show it`() throws {
    let root = try answer(SigningClient())
    #expect(
      root.members.map(\.key) == [
        "ipRestrict", "createTime", "enableReading", "enableWithdrawals", "enableInternalTransfer",
        "enableMargin", "enableFutures", "permitsUniversalTransfer", "enableVanillaOptions",
        "enableFixApiTrade", "enableFixReadOnly", "enableSpotAndMarginTrading",
        "enablePortfolioMarginTrading",
      ])
    guard let folder = Repository.reference("binance/examples") else { return }
    let file = folder.appending(path: "GET_sapi_v1_account_apiRestrictions.json")
    let example = try JSONDocument([UInt8](Data(contentsOf: file))).root
    #expect(root.members.map(\.key) == example.members.map(\.key))
    for member in example.members { #expect(root[member.key]?.kind == member.value.kind) }
  }

  @Test func `is each right by its own name`() throws {
    let names: [(String, KeyRights)] = [
      ("enableReading", .reading), ("enableWithdrawals", .withdrawals), ("enableFutures", .futures),
      ("enableInternalTransfer", .internalTransfer), ("enableMargin", .margin),
      ("permitsUniversalTransfer", .universalTransfer), ("enableVanillaOptions", .options),
      ("enableFixApiTrade", .fixTrading), ("enableFixReadOnly", .fixReading),
      ("enableSpotAndMarginTrading", .spotTrading), ("enablePortfolioMarginTrading", .portfolioMargin),
    ]
    for (name, right) in names {
      let root = try answer(SigningClient(rights: [.reading, right]))
      for (other, _) in names {
        #expect(root[other]?.boolean == (other == name || other == "enableReading"), "\(name) \(other)")
      }
    }
  }

  @Test func `says whether addresses restrict it, and when it was made`() throws {
    let root = try answer(SigningClient(addresses: ["127.0.0.1"]))
    #expect(root["ipRestrict"]?.boolean == true)
    #expect(root["createTime"]?.integer == 1_698_645_219_000)
    #expect(try answer(SigningClient())["ipRestrict"]?.boolean == false)
  }

  @Test func `needs the right to read`() throws {
    let client = try SigningClient(rights: .spotTrading)
    let reply = try client.signed("/sapi/v1/account/apiRestrictions", Self.stamp)
    #expect(try SigningClient.refusal(reply)?.code == -2015)
  }

  @Test func `has names that are read as they are written`() {
    let all = KeyRights.names.reduce(into: KeyRights()) { $0.insert($1.right) }
    #expect(KeyRights(names: all.names) == all)
    #expect(KeyRights(names: ["read", "spot"]) == [.reading, .spotTrading])
    #expect(KeyRights(names: ["read", "trade"]) == nil)
    #expect(KeyRights(names: [String]()) == [])
    #expect(Set(KeyRights.names.map(\.right.rawValue)).count == KeyRights.names.count)
  }
}
