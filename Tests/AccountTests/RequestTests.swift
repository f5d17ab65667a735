import Catalog
import ExchangeTestSupport
import LinuxIO
import Signing
import TestSupport
import Testing
import Values

@testable import Account
@testable import Exchange

/// Every tool's requests, byte for byte, for the live and for the testnet hosts: no network has a part in it.
@Suite(.onLoop) struct `Requests of the account tools` {
  private static let keyID = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
  private static let secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"
  private static let time = 1_723_075_200_000
  private static let tail = "recvWindow=5000&timestamp=1723075200000"

  /// A call, and the method, path and parameters of what it asks on the live exchange. `signed` stands for
  /// window, time stamp and signature.
  private static let rows: [(tool: String, arguments: String, requests: [String])] = spot + futures + wallet

  private static let spot: [(tool: String, arguments: String, requests: [String])] = [
    ("get_balance", "{}", ["GET /api/v3/account omitZeroBalances=true&signed"]),
    (
      "get_balance", #"{"quote":"eur"}"#,
      [
        "GET /api/v3/account omitZeroBalances=true&signed",
        "GET /api/v3/ticker/price symbolStatus=TRADING",
      ]
    ),
    (
      "get_open_orders", #"{"symbol":"btc/usdt"}"#, ["GET /api/v3/openOrders symbol=BTCUSDT&signed"]
    ),
    ("get_open_orders", "{}", ["GET /api/v3/openOrders signed"]),
    (
      "get_order", #"{"symbol":"BTCUSDT","order_id":28}"#,
      ["GET /api/v3/order symbol=BTCUSDT&orderId=28&signed"]
    ),
    (
      "get_order", #"{"symbol":"BTCUSDT","client_order_id":"a:b/c"}"#,
      ["GET /api/v3/order symbol=BTCUSDT&origClientOrderId=a%3Ab%2Fc&signed"]
    ),
    (
      "get_orders", #"{"symbol":"BTCUSDT"}"#, ["GET /api/v3/allOrders symbol=BTCUSDT&limit=100&signed"]
    ),
    (
      "get_orders", #"{"symbol":"BTCUSDT","start_time":1723075200000,"end_time":1723161600000,"limit":5}"#,
      [
        "GET /api/v3/allOrders symbol=BTCUSDT&startTime=1723075200000&endTime=1723161600000&limit=5&signed"
      ]
    ),
    (
      "get_orders", #"{"symbol":"BTCUSDT","order_id":7,"end_time":1723161600000}"#,
      ["GET /api/v3/allOrders symbol=BTCUSDT&orderId=7&limit=100&signed"]
    ),
    (
      "get_my_trades", #"{"symbol":"BTCUSDT","order_id":7}"#,
      ["GET /api/v3/myTrades symbol=BTCUSDT&orderId=7&limit=100&signed"]
    ),
    (
      "get_my_trades", #"{"symbol":"BTCUSDT","from_id":9,"limit":500}"#,
      ["GET /api/v3/myTrades symbol=BTCUSDT&fromId=9&limit=500&signed"]
    ),
    ("get_order_rate_limits", "{}", ["GET /api/v3/rateLimit/order signed"]),
    (
      "get_fee_info", #"{"symbol":"BTCUSDT"}"#,
      [
        "GET /sapi/v1/asset/tradeFee symbol=BTCUSDT&signed",
        "GET /api/v3/account/commission symbol=BTCUSDT&signed",
      ]
    ),
  ]

  private static let futures: [(tool: String, arguments: String, requests: [String])] = [
    ("get_balance", #"{"wallet":"futures"}"#, ["GET /fapi/v3/balance signed"]),
    (
      "get_position_info", #"{"symbol":"ADAUSDT"}"#,
      [
        "GET /fapi/v3/positionRisk symbol=ADAUSDT&signed",
        "GET /fapi/v1/symbolConfig symbol=ADAUSDT&signed",
      ]
    ),
    (
      "get_pnl",
      #"{"symbol":"BTCUSDT","income_type":"funding_fee","start_time":1723075200000,"page":3}"#,
      [
        "GET /fapi/v1/income symbol=BTCUSDT&incomeType=FUNDING_FEE&startTime=1723075200000&page=3"
          + "&limit=1000&signed", "GET /fapi/v3/positionRisk symbol=BTCUSDT&signed",
      ]
    ),
    (
      "get_open_orders", #"{"market":"futures"}"#,
      ["GET /fapi/v1/openOrders signed", "GET /fapi/v1/openAlgoOrders signed"]
    ),
    (
      "get_order", #"{"symbol":"BTCUSDT","order_id":28,"market":"futures"}"#,
      ["GET /fapi/v1/order symbol=BTCUSDT&orderId=28&signed"]
    ),
    (
      "get_order", #"{"symbol":"BTCUSDT","client_order_id":"x","market":"futures","conditional":true}"#,
      ["GET /fapi/v1/algoOrder clientAlgoId=x&signed"]
    ),
    (
      "get_orders", #"{"symbol":"BTCUSDT","market":"futures"}"#,
      ["GET /fapi/v1/allOrders symbol=BTCUSDT&limit=100&signed"]
    ),
    (
      "get_orders", #"{"symbol":"BTCUSDT","market":"futures","conditional":true,"order_id":3}"#,
      ["GET /fapi/v1/allAlgoOrders symbol=BTCUSDT&algoId=3&limit=100&signed"]
    ),
    (
      "get_my_trades", #"{"symbol":"BTCUSDT","market":"futures"}"#,
      ["GET /fapi/v1/userTrades symbol=BTCUSDT&limit=100&signed"]
    ),
    (
      "get_fee_info", #"{"symbol":"BTCUSDT","market":"futures"}"#,
      ["GET /fapi/v1/commissionRate symbol=BTCUSDT&signed"]
    ),
    ("get_order_rate_limits", #"{"market":"futures"}"#, ["GET /fapi/v1/rateLimit/order signed"]),
    (
      "get_liquidation_history", #"{"symbol":"BTCUSDT","type":"ADL"}"#,
      ["GET /fapi/v1/forceOrders symbol=BTCUSDT&autoCloseType=ADL&limit=50&signed"]
    ),
  ]

  private static let wallet: [(tool: String, arguments: String, requests: [String])] = [
    ("get_balance", #"{"wallet":"funding"}"#, ["POST /sapi/v1/asset/get-funding-asset signed"]),
    (
      "get_balance", #"{"wallet":"all","quote":"USDT"}"#,
      ["GET /sapi/v1/asset/wallet/balance quoteAsset=USDT&signed"]
    ),
    ("get_fee_info", "{}", ["GET /sapi/v1/asset/tradeFee signed"]),
    (
      "get_account_snapshot", #"{"type":"futures","days":3}"#,
      ["GET /sapi/v1/accountSnapshot type=FUTURES&limit=7&signed"]
    ),
    (
      "get_deposit_history", #"{"asset":"usdt","status":"credited","transaction_id":"0xab","offset":20}"#,
      ["GET /sapi/v1/capital/deposit/hisrec coin=USDT&status=6&offset=20&limit=100&txId=0xab&signed"]
    ),
    (
      "get_withdraw_history", #"{"status":"completed","withdraw_order_id":"w-1"}"#,
      ["GET /sapi/v1/capital/withdraw/history status=6&limit=100&withdrawOrderId=w-1&signed"]
    ),
    (
      "get_deposit_address", #"{"asset":"btc","network":"lightning","amount":"0.00000010"}"#,
      [
        "GET /sapi/v1/capital/deposit/address coin=BTC&network=LIGHTNING&amount=0.00000010&signed"
      ]
    ),
    (
      "get_universal_transfer_history", #"{"type":"main_umfuture","start_time":1723075200000,"page":2}"#,
      [
        "GET /sapi/v1/asset/transfer type=MAIN_UMFUTURE&startTime=1723075200000&current=2&size=50&signed"
      ]
    ),
  ]

  /// The answers of the other tests, whatever the arguments.
  private static let replies: [String: String] = {
    var replies: [String: String] = [:]
    for call in AccountCalls.all { replies.merge(call.replies) { first, _ in first } }
    return replies
  }()

  /// The whole request as it has to be, from the words of a row.
  private func expected(_ words: String, host: String) throws -> String {
    let parts = words.split(separator: " ").map(String.init)
    var parameters = parts[2]
    let isSigned = parameters.hasSuffix("signed")
    if isSigned {
      let unsigned = parameters.dropLast(6) + Self.tail
      let signer = try Signer(Secret(copying: Array(Self.secret.utf8).span))
      signer.update(Array(unsigned.utf8).span)
      parameters = "\(unsigned)&signature=\(Hexadecimal.text(try signer.finish()))"
    }
    let isForm = parts[0] == "POST"
    let target = isForm ? parts[1] : "\(parts[1])?\(parameters)"
    return """
      \(parts[0]) \(target) HTTP/1.1\r
      Host: \(host)\r
      User-Agent: bulkhead/1.2.3\r
      Accept: application/json\r\n
      """ + (isSigned ? "X-MBX-APIKEY: \(Self.keyID)\r\n" : "")
        + (isForm
          ? "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(parameters.utf8.count)\r\n\r\n\(parameters)"
          : "\r\n")
  }

  /// What the client would hand to the connection.
  @LoopActor private func written(
    _ request: ExchangeRequest, _ configuration: ExchangeConfiguration
  ) throws -> String {
    let writer = RequestWriter(
      to: configuration.baseURL(of: request.endpoint.api), version: configuration.version)
    let key = ExchangeKey(
      id: Self.keyID, signer: try Signer(Secret(copying: Array(Self.secret.utf8).span)))
    var bytes: [UInt8] = []
    try writer.append(
      request,
      request.endpoint.security == .none
        ? .none
        : .signature(key, timestampMilliseconds: Self.time, recvWindowMilliseconds: 5_000), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(arguments: rows.indices)
  @LoopActor func `to the live exchange are these bytes`(index: Int) async throws {
    let row = Self.rows[index]
    let bench = AccountBench(venue: .live, Self.replies)
    // The answers need not fit: what is looked at are the requests.
    _ = try? await bench.call(row.tool, row.arguments)
    let configuration = ExchangeConfiguration(venue: .live, version: "1.2.3")
    let written = try bench.exchange.requests.map { try self.written($0, configuration) }
    let expected = try row.requests.map {
      try self.expected($0, host: $0.contains("/fapi/") ? "fapi.binance.com" : "api.binance.com")
    }
    #expect(written == expected)
  }

  @Test(arguments: rows.indices)
  @LoopActor func `to the testnet are the same, and none to its missing wallet`(index: Int) async throws {
    let row = Self.rows[index]
    let bench = AccountBench(venue: .testnet, Self.replies)
    // As above.
    _ = try? await bench.call(row.tool, row.arguments)
    let configuration = ExchangeConfiguration(venue: .testnet, version: "1.2.3")
    let written = try bench.exchange.requests.map { try self.written($0, configuration) }
    let isAllWallets = row.arguments.contains(#""all""#)
    let wanted =
      isAllWallets
      ? [
        "GET /api/v3/account omitZeroBalances=true&signed", "GET /fapi/v3/balance signed",
        "GET /api/v3/ticker/price symbolStatus=TRADING",
      ]
      : row.requests.filter { !$0.contains("/sapi/") }
    let expected = try wanted.map {
      try self.expected(
        $0, host: $0.contains("/fapi/") ? "testnet.binancefuture.com" : "testnet.binance.vision")
    }
    #expect(written == expected)
  }

  @Test func `of every account tool are in the table`() {
    #expect(Set(Self.rows.map(\.tool)) == Set(AccountTool.allCases.map(\.rawValue)))
  }
}
