import Catalog
import Exchange
import ExchangeTestSupport
import LinuxIO
import TestSupport
import Testing
import Values

@testable import Account

@Suite(.onLoop) struct `Orders and trades` {
  private typealias Replies = AccountReplies

  /// Spot orders with these ids and times.
  private static func orders(_ entries: [(id: Int, time: Int)]) -> String {
    let rows = entries.map { entry in
      Replies.spotOrder.replacing(#""orderId":1,"#, with: "\"orderId\":\(entry.id),")
        .replacing(#""time":1499827319559"#, with: "\"time\":\(entry.time)")
    }
    return "[\(rows.joined(separator: ","))]"
  }

  @Test @LoopActor func `a full page leads on by number, and drops the start`() async throws {
    let bench = AccountBench(["/api/v3/allOrders": Self.orders([(5, 100), (7, 200)])])
    let data = try await bench.data(
      "get_orders", #"{"symbol":"LTCBTC","start_time":1,"end_time":900,"limit":2}"#)
    #expect(data.hasSuffix(#""count":2,"truncated":true,"next":{"order_id":8,"start_time":null}}"#))
    let next = try await bench.data(
      "get_orders", #"{"symbol":"LTCBTC","order_id":8,"end_time":150,"limit":2}"#)
    #expect(next.contains(#""count":1,"truncated":false"#), "what is after the end is left out")
    #expect(bench.exchange.lastQuery == "symbol=LTCBTC&orderId=8&limit=2")
  }

  @Test @LoopActor func `the latest lead back by time`() async throws {
    let bench = AccountBench(["/api/v3/allOrders": Self.orders([(5, 100), (7, 200)])])
    let data = try await bench.data("get_orders", #"{"symbol":"LTCBTC","limit":2}"#)
    #expect(data.hasSuffix(#""truncated":true,"previous":{"end_time":99}}"#))
    let all = try await bench.data("get_orders", #"{"symbol":"LTCBTC","limit":3}"#)
    #expect(all.hasSuffix(#""count":2,"truncated":false}"#))
  }

  @Test(arguments: [
    ("get_orders", #"{"symbol":"A","start_time":0,"end_time":86400001}"#, "24 hours"),
    ("get_orders", #"{"symbol":"A","market":"futures","start_time":0,"end_time":604800001}"#, "7 days"),
    ("get_my_trades", #"{"symbol":"A","start_time":0,"end_time":86400001}"#, "24 hours"),
    ("get_liquidation_history", #"{"start_time":0,"end_time":604800001}"#, "7 days"),
    ("get_deposit_history", #"{"start_time":0,"end_time":7776000001}"#, "90 days"),
    (
      "get_withdraw_history", #"{"withdraw_order_id":"a","start_time":0,"end_time":604800001}"#,
      "7 days"
    ), ("get_account_snapshot", #"{"start_time":0,"end_time":2592000001}"#, "30 days"),
  ])
  @LoopActor func `a range that is too long is refused with the limit`(
    _ tool: String, _ arguments: String, _ limit: String
  ) async throws {
    let bench = AccountBench([:])
    // Times as in 2024, so that none looks like seconds.
    let shifted = arguments.replacing("\"start_time\":0", with: "\"start_time\":1700000000000")
    let end = try #require(Int(arguments.split(separator: "\"end_time\":").last?.dropLast() ?? ""))
    let failure = try await bench.failure(
      tool, shifted.replacing("\"end_time\":\(end)", with: "\"end_time\":\(1_700_000_000_000 + end)"))
    #expect(failure.kind == .validationError)
    #expect(failure.message.contains(limit), "\(failure.message)")
    #expect(bench.exchange.requests.isEmpty)
    // The longest range itself is asked for.
    let longest = shifted.replacing(
      "\"end_time\":\(end)", with: "\"end_time\":\(1_700_000_000_000 + end - 1)")
    #expect(try await bench.failure(tool, longest).kind == .internalError)
    #expect(bench.exchange.requests.count == 1)
  }

  @Test @LoopActor func `open orders of futures are both kinds in one table, a page at a time`() async throws
  {
    let bench = AccountBench([
      "/fapi/v1/openOrders": "[\(Replies.futuresOrder)]",
      "/fapi/v1/openAlgoOrders": "[\(Replies.conditionalOrder)]",
    ])
    let data = try await bench.data("get_open_orders", #"{"market":"futures","symbol":"BTCUSDT"}"#)
    #expect(
      data.contains(
        #""BTCUSDT",1917641,"abc","BUY","SHORT","TRAILING_STOP_MARKET","GTC","0","9300","0.40","0","0.00000","0",false,false,"NEW",1579276756075,1579276756075,false]"#
      ))
    #expect(
      data.contains(
        #""BTCUSDT",2148627,"MRumok0dkhrP4kCm12AHaB","SELL","BOTH","TAKE_PROFIT","GTC","750.000","750.000","0.01",null,null,null,false,false,"NEW",1750514941540,1750514941540,true]"#
      ))
    #expect(bench.exchange.requests.map(\.weight) == [1, 1])
    let page = try await bench.data("get_open_orders", #"{"market":"futures","limit":1,"offset":1}"#)
    #expect(page.hasSuffix(#""count":1,"total":2,"truncated":false}"#))
    #expect(bench.exchange.requests.suffix(2).map(\.weight) == [40, 40])
    let first = try await bench.data("get_open_orders", #"{"market":"futures","limit":1}"#)
    #expect(first.hasSuffix(#""count":1,"total":2,"truncated":true,"next":{"offset":1}}"#))
  }

  @Test @LoopActor func `conditional is for futures`() async throws {
    let bench = AccountBench([:])
    for tool in ["get_order", "get_orders"] {
      let failure = try await bench.failure(tool, #"{"symbol":"A","order_id":1,"conditional":true}"#)
      #expect(failure.kind == .validationError)
    }
    #expect(bench.exchange.requests.isEmpty)
  }

  @Test @LoopActor func `an order of another symbol is not passed on`() async throws {
    let bench = AccountBench(["/api/v3/order": Replies.spotOrder])
    #expect(
      try await bench.failure("get_order", #"{"symbol":"ETHBTC","order_id":1}"#).kind == .binanceAPIError)
  }

  @Test @LoopActor func `trades of one order weigh less`() async throws {
    let bench = AccountBench(["/api/v3/myTrades": "[\(Replies.spotTrade)]"])
    _ = try await bench.call("get_my_trades", #"{"symbol":"LTCBTC"}"#)
    _ = try await bench.call("get_my_trades", #"{"symbol":"LTCBTC","order_id":100234}"#)
    #expect(bench.exchange.requests.map(\.weight) == [20, 5])
  }
}

@Suite(.onLoop) struct `Positions, profit and the wallet's past` {
  private typealias Replies = AccountReplies

  @Test @LoopActor func `positions of nothing are left out, and the settings joined`() async throws {
    let bench = AccountBench([
      "/fapi/v3/positionRisk": Replies.positions, "/fapi/v1/symbolConfig": Replies.configurations,
    ])
    let data = try await bench.data("get_position_info")
    #expect(
      data.contains(
        #""rows":[["ADAUSDT","LONG","30","0.385","0.385077","0.41047590","0","0.76427700","12.31427700","USDT","0","0.61571385","0.08004280",2,1720736417660,20,"CROSSED"]]"#
      ))
    #expect(data.hasSuffix(#""unrealized_pnl":{"USDT":"0.76427700"}}"#))
  }

  @Test @LoopActor func `without positions the settings are not asked for`() async throws {
    let bench = AccountBench(["/fapi/v3/positionRisk": "[]"])
    let data = try await bench.data("get_position_info")
    #expect(data.contains(#""rows":[],"count":0"#))
    #expect(bench.exchange.requests.count == 1)
  }

  @Test @LoopActor func `income is summed by day, type and asset; transfers are no profit`() async throws {
    let bench = AccountBench([
      "/fapi/v1/income": Replies.income, "/fapi/v3/positionRisk": Replies.positions,
    ])
    #expect(
      try await bench.data("get_pnl", #"{"by":"day"}"#) == """
        {"columns":["day","type","asset","amount","entries"],"rows":[\
        ["2019-10-09","COMMISSION","USDT","-0.01000000",1],["2019-10-09","TRANSFER","USDT","-0.37500000",1],\
        ["2019-10-10","FUNDING_FEE","BNB","-0.00000001",1],["2019-10-10","REALIZED_PNL","USDT","1.25000000",1]],\
        "count":4,"truncated":false,"complete":true,"entries":4,"first_time":1570608000000,\
        "last_time":1570723200001,"totals":[{"asset":"BNB","realized_pnl":"0","commission":"0",\
        "funding_fee":"-0.00000001","other":"0","net":"-0.00000001","unrealized_pnl":"0"},\
        {"asset":"USDT","realized_pnl":"1.25000000","commission":"-0.01000000","funding_fee":"0",\
        "other":"0","net":"1.24000000","unrealized_pnl":"0.76427700"}]}
        """)
  }

  @Test @LoopActor func `two full pages of income are not complete, and say where to go on`() async throws {
    let row =
      #"{"symbol":"A","incomeType":"COMMISSION","income":"-0.1","asset":"USDT","time":1,"tradeId":"","tranId":1}"#
    let full = "[\(Array(repeating: row, count: 1_000).joined(separator: ","))]"
    let bench = AccountBench(["/fapi/v1/income": full, "/fapi/v3/positionRisk": "[]"])
    let data = try await bench.data("get_pnl", #"{"page":4}"#)
    #expect(data.contains(#"["COMMISSION","USDT","-200.0",2000]"#))
    #expect(data.contains(#""complete":false,"entries":2000"#))
    #expect(data.hasSuffix(#""next":{"page":6}}"#))
    #expect(bench.exchange.requests.count == 3)
    #expect(bench.exchange.requests[1].query.contains { $0.name == "page" && $0.value == "5" })
  }

  @Test @LoopActor func `deposits and withdrawals have their states in words`() async throws {
    let odd = Replies.deposit.replacing(#""status":1"#, with: #""status":42"#)
    let bench = AccountBench([
      "/sapi/v1/capital/deposit/hisrec": "[\(Replies.deposit),\(odd)]",
      "/sapi/v1/capital/withdraw/history": "[\(Replies.withdrawal)]",
    ])
    let deposits = try await bench.data("get_deposit_history", #"{"limit":2,"offset":4}"#)
    #expect(deposits.contains(#","success"],["#) && deposits.contains(#","status_42"]]"#))
    #expect(deposits.hasSuffix(#""count":2,"truncated":true,"next":{"offset":6}}"#))
    let withdrawals = try await bench.data("get_withdraw_history")
    #expect(
      withdrawals.contains(
        #"["b6ae22b3aa844210a7041aee7589627c","USDT","8.91000000","0.004","ETH","0x94df8b352de7f46f64b01d3666bf6e936e44ce60","Internal transfer 12345","WITHDRAWtest123","2019-10-12 11:12:02","2023-03-23 16:52:41","completed"]"#
      ))
    #expect(!withdrawals.contains("confirm with the recipient"), "the exchange's own text is not passed on")
  }

  @Test @LoopActor func `an address comes with its tag, and without a link`() async throws {
    let bench = AccountBench(["/sapi/v1/capital/deposit/address": Replies.address])
    #expect(
      try await bench.data("get_deposit_address", #"{"asset":"btc"}"#)
        == #"{"asset":"BTC","address":"1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv","tag":""}"#)
  }

  @Test @LoopActor func `transfers come in pages, also none at all`() async throws {
    let bench = AccountBench([
      "/sapi/v1/asset/transfer": Replies.transfers.replacing(#""total":2"#, with: #""total":7"#)
    ])
    let data = try await bench.data(
      "get_universal_transfer_history", #"{"type":"MAIN_UMFUTURE","limit":2,"page":3}"#)
    #expect(data.hasSuffix(#""count":2,"total":7,"truncated":true,"next":{"page":4}}"#))
    let none = AccountBench(["/sapi/v1/asset/transfer": #"{"total":0}"#])
    #expect(
      try await none.data("get_universal_transfer_history", #"{"type":"MAIN_FUNDING"}"#)
        .contains(#""rows":[],"count":0,"total":0,"truncated":false"#))
  }

  @Test @LoopActor func `snapshots are whole days, the newest kept when there is no room`() async throws {
    let bench = AccountBench(["/sapi/v1/accountSnapshot": Replies.spotSnapshot])
    #expect(
      try await bench.data("get_account_snapshot") == """
        {"type":"spot","columns":["time","asset","free","locked"],"rows":[\
        [1576281599000,"BTC","0.09905021","0.00000000"],[1576367999000,"BTC","0.10000000","0.01000000"]],\
        "count":2,"truncated":false,"days":[{"time":1576281599000,"total_btc":"0.09942700"},\
        {"time":1576367999000,"total_btc":"0.11000000"}]}
        """)
    let short = try await bench.data("get_account_snapshot", #"{"limit":1}"#)
    #expect(
      short.contains(#""rows":[[1576367999000,"BTC","0.10000000","0.01000000"]],"count":1,"truncated":true"#))
    #expect(short.hasSuffix(#""next":{"end_time":1576281599000}}"#))
    let one = try await bench.data("get_account_snapshot", #"{"days":1}"#)
    #expect(one.contains(#""count":1,"truncated":false"#))
  }

  @Test @LoopActor func `a snapshot that is none is the exchange's error`() async throws {
    let bench = AccountBench(["/sapi/v1/accountSnapshot": #"{"code":-1,"msg":"busy","snapshotVos":[]}"#])
    #expect(try await bench.failure("get_account_snapshot").kind == .binanceAPIError)
  }

  @Test @LoopActor func `fees of a contract need the contract`() async throws {
    let bench = AccountBench([:])
    #expect(try await bench.failure("get_fee_info", #"{"market":"futures"}"#).kind == .validationError)
    #expect(bench.exchange.requests.isEmpty)
  }

  @Test @LoopActor func `fees on the testnet are the standard commission`() async throws {
    let bench = AccountBench(venue: .testnet, ["/api/v3/account/commission": Replies.commission])
    let data = try await bench.data("get_fee_info", #"{"symbol":"BTCUSDT"}"#)
    #expect(
      data.hasPrefix(#"{"market":"spot","symbol":"BTCUSDT","maker":"0.00000010","taker":"0.00000020","#))
    #expect(try await bench.failure("get_fee_info").kind == .exchangeUnavailable)
    #expect(try await bench.failure("get_deposit_history").kind == .exchangeUnavailable)
  }

  /// Full pages at their defaults, of long rows.
  @Test @LoopActor func `answers at their defaults stay under twenty thousand tokens`() async throws {
    let order = Replies.spotOrder, trade = Replies.futuresTrade
    func list(_ row: String, _ count: Int) -> String {
      "[\(Array(repeating: row, count: count).joined(separator: ","))]"
    }
    let bench = AccountBench([
      "/api/v3/allOrders": list(order, 100), "/fapi/v1/userTrades": list(trade, 100),
      "/api/v3/openOrders": list(order, 1_000),
      "/sapi/v1/capital/deposit/hisrec": list(Replies.deposit, 100),
      "/sapi/v1/capital/withdraw/history": list(Replies.withdrawal, 100),
    ])
    for (tool, arguments) in [
      ("get_orders", #"{"symbol":"LTCBTC"}"#), ("get_open_orders", "{}"),
      ("get_my_trades", #"{"symbol":"BTCUSDT","market":"futures"}"#), ("get_deposit_history", "{}"),
      ("get_withdraw_history", "{}"),
    ] {
      let byteCount = try await bench.call(tool, arguments).bytes.count
      // Two and a half bytes a token, as JSON full of digits takes.
      #expect(byteCount < 50_000, "\(tool): \(byteCount) bytes")
    }
  }
}
