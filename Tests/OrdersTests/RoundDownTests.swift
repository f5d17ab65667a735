import Exchange
import Catalog
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Orders

@Suite(.onLoop) struct `Rounding down` {
  @Test @LoopActor func `quantities go down, a buyer's price down and a seller's up, and it is told`()
    async throws
  {
    func order(_ side: String) -> String {
      """
      {"symbol":"BTCUSDT","side":"\(side)","type":"STOP_LOSS_LIMIT","quantity":"0.0123456","price":"60000.125",\
      "stop_price":"59999.999","iceberg_quantity":"0.0050009","adjust":"round_down"}
      """
    }
    let buy = try await OrderBench().proposal("create_order", order("BUY"))
    #expect(
      buy.adjustments == [
        "quantity 0.0123456 became 0.01234, down to a step of 0.00001",
        "iceberg_quantity 0.0050009 became 0.005, down to a step of 0.00001",
        "price 60000.125 became 60000.12, down to a step of 0.01",
        "stop_price 59999.999 became 59999.99, down to a step of 0.01",
      ])
    let sell = try await OrderBench().proposal("create_order", order("SELL"))
    #expect(sell.adjustments[2] == "price 60000.125 became 60000.13, up to a step of 0.01")
    #expect(sell.adjustments[3] == "stop_price 59999.999 became 60000, up to a step of 0.01")
    #expect(sell.query.contains { $0.name == "quantity" && $0.value == "0.01234" })
  }

  @Test @LoopActor func `what is right is left alone`() async throws {
    let proposal = try await OrderBench().proposal(
      "create_order",
      #"{"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"0.01","price":"60000","adjust":"round_down"}"#
    )
    #expect(proposal.adjustments.isEmpty)
  }

  @Test @LoopActor func `a bound is no step: too much and too little stay refused`() async throws {
    func order(_ quantity: String) -> String {
      """
      {"symbol":"BTCUSDT","side":"BUY","type":"LIMIT","quantity":"\(quantity)","price":"60000",\
      "adjust":"round_down"}
      """
    }
    #expect(try await OrderBench().failure("create_order", order("9001.000001")).suggestion == "Use 9000.")
    #expect(try await OrderBench().failure("create_order", order("0.000009")).suggestion == "Use 0.00001.")
    let worth = try await OrderBench().failure("create_order", order("0.0000899"))
    #expect(worth.suggestion == "Use 0.00009.", "worth enough before it was rounded, and not after")
  }

  @Test @LoopActor func `an amount of the quote asset goes down to its decimals`() async throws {
    var fixture = SymbolFixture()
    fixture.members["quoteAssetPrecision"] = "2"
    let order = #"{"symbol":"BTCUSDT","side":"BUY","type":"MARKET","quote_quantity":"50.129"}"#
    #expect(try await OrderBench(fixture).failure("create_order", order).suggestion == "Use 50.12 or 50.13.")
    let proposal = try await OrderBench(fixture).proposal(
      "create_order", order.dropLast() + #","adjust":"round_down"}"#)
    #expect(proposal.adjustments == ["quote_quantity 50.129 became 50.12, down to a step of 0.01"])
  }

  @Test func `of random orders the result never costs more, is on its steps, and is the nearest`() throws {
    for seed: UInt64 in 1...20 {
      var generator = SeededNumbers(seed: seed)
      for _ in 0..<500 {
        let tick = generator.amount(digits: 1, decimals: 8)
        let step = generator.amount(digits: 1, decimals: 8)
        var rules = SymbolRules(
          api: .spot, symbol: "ABC", base: "A", quote: "BC", status: "TRADING", orderTypes: ["LIMIT"])
        rules.prices = ValueGrid(minimum: nil, maximum: nil, step: tick)
        rules.lots = ValueGrid(minimum: nil, maximum: nil, step: step)
        let side: OrderSide = Bool.random(using: &generator) ? .buy : .sell
        var order = SpotOrder(side, .limit, names: .single)
        let quantity = generator.amount(digits: 4, decimals: 10)
        let price = generator.amount(digits: 5, decimals: 10)
        (order.quantity, order.price) = (quantity, price)
        let changes = order.adjust(to: rules)
        let (newQuantity, newPrice) = (try #require(order.quantity), try #require(order.price))
        let place: Comment = "seed \(seed): \(side) \(quantity) at \(price), steps \(step) and \(tick)"
        #expect(newQuantity <= quantity, place)
        #expect(side == .buy ? newPrice <= price : newPrice >= price, place)
        if side == .buy {
          let (before, after) = (try quantity.multiplied(by: price), try newQuantity.multiplied(by: newPrice))
          #expect(after <= before, place)
        }
        // Below one step nothing is left to round to: it stays for the filters to refuse.
        if quantity >= step {
          #expect(newQuantity.isMultiple(of: step), place)
          #expect(try quantity.subtracting(newQuantity) < step, place)
        }
        if price >= tick || side == .sell {
          #expect(newPrice.isMultiple(of: tick), place)
          #expect(try price.subtracting(newPrice).magnitude < tick, place)
        }
        #expect(changes.isEmpty == (newQuantity == quantity && newPrice == price), place)
      }
    }
  }
}
