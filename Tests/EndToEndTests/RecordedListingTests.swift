import Foundation
import TestSupport
import Testing

extension `End to end` {
  @Suite struct `A recorded list without the usual assets` {
    private static let listing = """
      {"timezone":"UTC","serverTime":1691945251489,"rateLimits":[],"exchangeFilters":[],"symbols":[
      {"symbol":"ADAUSDT","status":"TRADING","baseAsset":"ADA","baseAssetPrecision":8,"quoteAsset":"USDT",
      "quotePrecision":8,"quoteAssetPrecision":8,"baseCommissionPrecision":8,"quoteCommissionPrecision":8,
      "orderTypes":["LIMIT","MARKET"],"icebergAllowed":true,"ocoAllowed":true,
      "quoteOrderQtyMarketAllowed":true,"allowTrailingStop":true,"cancelReplaceAllowed":true,
      "isSpotTradingAllowed":true,"isMarginTradingAllowed":false,"filters":[
      {"filterType":"PRICE_FILTER","minPrice":"0.00010000","maxPrice":"1000.00000000","tickSize":"0.00010000"},
      {"filterType":"LOT_SIZE","minQty":"0.10000000","maxQty":"900000.00000000","stepSize":"0.10000000"}],
      "permissions":["SPOT"],"defaultSelfTradePreventionMode":"NONE",
      "allowedSelfTradePreventionModes":["NONE","EXPIRE_TAKER"]}]}
      """

    @Test func `an exchange starts with it and its accounts begin with what it lists`() throws {
      let scratch = try ScratchFolder()
      let file = try scratch.write(Data(Self.listing.utf8), as: "exchangeInfo.json")
      let paper = try ProgramUnderTest(Programs.paper, ["--replay", file])
      try paper.wait(for: "the ready line") { paper.output.contains(10) }
      let line = try JSONSerialization.jsonObject(with: Data(paper.output)) as? [String: Any]
      #expect(line?["symbols"] as? Int == 1)
      paper.closeInput()
      #expect(try paper.waitForExit() == 0)
    }

    @Test func `a balance that was asked for in an asset that it does not list is refused`() throws {
      let scratch = try ScratchFolder()
      let file = try scratch.write(Data(Self.listing.utf8), as: "exchangeInfo.json")
      let paper = try ProgramUnderTest(Programs.paper, ["--replay", file, "--balance", "BTC=1"])
      #expect(try paper.waitForExit() == 78)
      #expect(paper.errorText.contains("--balance BTC=1"))
    }
  }
}
