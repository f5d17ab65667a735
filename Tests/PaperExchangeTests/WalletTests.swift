import PaperAccounts
import PaperCore
import PaperRoutes
import Testing
import Values

@Suite struct `The wallet` {
  private static let day = 86_400_000

  @Test func `a transfer moves free units and is in the history, the latest first`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "1")
    let first = try client.transfer("MAIN_FUNDING", "BTC", "0.4")
    client.now += 1
    let second = try client.transfer("MAIN_FUNDING", "BTC", "0.6")
    _ = try client.transfer("FUNDING_UMFUTURE", "BTC", "0.25")
    #expect(second > first)
    #expect(client.account.balance(of: "BTC", in: .spot).free == 0)
    #expect(client.account.balance(of: "BTC", in: .funding).free == 75_000_000)
    #expect(client.account.balance(of: "BTC", in: .futures).free == 25_000_000)
    #expect(client.accounts.total(of: "BTC") == 100_000_000)
    let history = try client.ask("GET sapi/v1/asset/transfer", "type=MAIN_FUNDING")
    #expect(history["total"]?.integer == 2)
    #expect(history["rows"]?[0]?["tranId"]?.integer == second)
    #expect(history["rows"]?[0]?["amount"]?.string == "0.6")
    #expect(history["rows"]?[0]?["timestamp"]?.integer == client.now)
    #expect(history["rows"]?[1]?["tranId"]?.integer == first)
  }

  @Test func `every pair of wallets can be moved between, and back`() throws {
    let client = try WalletClient()
    for wallet in ["MAIN", "FUNDING", "UMFUTURE"] { try client.fund("USDT", "10", wallet) }
    for type in [
      "MAIN_UMFUTURE", "UMFUTURE_MAIN", "MAIN_FUNDING", "FUNDING_MAIN", "FUNDING_UMFUTURE",
      "UMFUTURE_FUNDING",
    ] {
      _ = try client.transfer(type, "USDT", "3.5")
    }
    for wallet in Wallet.allCases {
      #expect(client.account.balance(of: "USDT", in: wallet).free == 1_000_000_000)
    }
  }

  @Test func `what is locked cannot be moved`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "1")
    try client.account.lock(60_000_000, of: "BTC", now: client.now)
    let refusal = try client.refusal(
      "POST sapi/v1/asset/transfer", "type=MAIN_FUNDING&asset=BTC&amount=0.40000001")
    #expect(refusal == "-5013 Asset transfer failed: insufficient balance")
    _ = try client.transfer("MAIN_FUNDING", "BTC", "0.4")
  }

  @Test func `a page of the history is the one that was asked for`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "1")
    var ids: [Int] = []
    for _ in 0..<25 {
      client.now += 1_000
      ids.append(try client.transfer("MAIN_FUNDING", "BTC", "0.01"))
    }
    ids.reverse()
    func page(_ query: String) throws -> [Int] {
      try client.ask("GET sapi/v1/asset/transfer", "type=MAIN_FUNDING" + query)["rows"]?.list
        .map { try $0.number("tranId") } ?? []
    }
    #expect(try page("") == Array(ids.prefix(10)))
    #expect(try page("&current=3") == Array(ids.suffix(5)))
    #expect(try page("&size=20&current=2") == Array(ids.suffix(5)))
    #expect(try page("&current=4").isEmpty)
    #expect(try page("&startTime=\(client.now - 2_000)") == Array(ids.prefix(3)))
    #expect(try page("&endTime=\(client.now - 23_000)") == Array(ids.suffix(2)))
    client.now += 8 * Self.day
    #expect(try page("").isEmpty)
    client.now += 190 * Self.day
    #expect(try page("&startTime=1").isEmpty)
  }

  @Test func `a deposit is in the history of its account alone, with address and transaction`() throws {
    let client = try WalletClient()
    try client.fund("XRP", "25.5")
    client.now += 1
    try client.fund("BTC", "2", "FUNDING")
    let history = try client.ask("GET sapi/v1/capital/deposit/hisrec")
    #expect(history.list.map { $0["coin"]?.string } == ["BTC", "XRP"])
    #expect(history[0]?["walletType"]?.integer == 1)
    let ripple = try #require(history[1])
    let address = try client.ask("GET sapi/v1/capital/deposit/address", "coin=XRP")
    #expect(ripple["address"]?.string == address["address"]?.string)
    #expect(ripple["addressTag"]?.string == address["tag"]?.string)
    #expect(ripple["addressTag"]?.string?.isEmpty == false)
    #expect(ripple["amount"]?.string == "25.5")
    #expect(ripple["txId"]?.string?.utf8.count == 66)
    let transaction = try #require(ripple["txId"]?.string)
    let found = try client.ask("GET sapi/v1/capital/deposit/hisrec", "txId=\(transaction)")
    #expect(found.list.count == 1)
    #expect(try client.ask("GET sapi/v1/capital/deposit/hisrec", "coin=ETH").list.isEmpty)
    #expect(try client.ask("GET sapi/v1/capital/deposit/hisrec", "status=0").list.isEmpty)
    #expect(try client.ask("GET sapi/v1/capital/deposit/hisrec", "offset=1").list.count == 1)
    #expect(try client.ask("GET sapi/v1/capital/deposit/hisrec", "limit=1").list.count == 1)
    client.now += 91 * Self.day
    #expect(try client.ask("GET sapi/v1/capital/deposit/hisrec").list.isEmpty)
    let other = try #require(client.accounts.open(now: client.now))
    #expect(client.router.venue.wallet.deposits(of: other).isEmpty)
  }

  @Test func `an address is of its network's form, its account's own, and the same at every start`() throws {
    let client = try WalletClient()
    let other = try WalletClient()
    let stranger = try WalletClient(seed: 8)
    for coin in try client.ask("GET sapi/v1/capital/config/getall").list {
      let name = try #require(coin["coin"]?.string)
      for network in coin["networkList"]?.list ?? [] {
        let query = "coin=\(name)&network=\(network["network"]?.string ?? "")"
        func address(_ client: WalletClient) throws -> String {
          try #require(
            try client.ask("GET sapi/v1/capital/deposit/address", query)["address"]?.string)
        }
        let text = try address(client)
        let form = try Regex(try #require(network["addressRegex"]?.string))
        #expect(try form.wholeMatch(in: text) != nil, "\(name) \(text)")
        #expect(try address(other) == text)
        #expect(try address(stranger) != text)
      }
    }
    let ethereum = try client.ask("GET sapi/v1/capital/deposit/address", "coin=ETH")["address"]?.string ?? ""
    // A checksum of the letters' case (EIP-55) needs both cases: with one, any wallet would take it.
    #expect(ethereum != ethereum.lowercased() && ethereum.dropFirst(2) != ethereum.dropFirst(2).uppercased())
  }

  @Test func `coins are those of the listings, with what the account has`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "1.5")
    try client.account.lock(50_000_000, of: "BTC", now: client.now)
    let coins = try client.ask("GET sapi/v1/capital/config/getall").list
    let names = Set(
      client.router.venue.exchange.symbols.flatMap { [$0.listing.baseAsset, $0.listing.quoteAsset] })
    #expect(Set(coins.compactMap { $0["coin"]?.string }) == names)
    let bitcoin = try #require(coins.first { $0["coin"]?.string == "BTC" })
    #expect(bitcoin["free"]?.string == "1")
    #expect(bitcoin["locked"]?.string == "0.5")
    let euro = try #require(coins.first { $0["coin"]?.string == "EUR" })
    #expect(euro["isLegalMoney"]?.boolean == true)
    for coin in coins {
      let defaults = coin["networkList"]?.list.filter { $0["isDefault"]?.boolean == true }.count
      #expect(defaults == (coin["isLegalMoney"]?.boolean == true ? 0 : 1))
    }
  }

  @Test func `wallets are worth what the last trades say`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "2")
    try client.fund("USDT", "500", "UMFUTURE")
    let inBitcoin = try client.ask("GET sapi/v1/asset/wallet/balance")
    #expect(inBitcoin[0]?["balance"]?.string == "2")
    let inDollars = try client.ask("GET sapi/v1/asset/wallet/balance", "quoteAsset=USDT")
    let market = try #require(client.router.venue.exchange.symbol(named: "BTCUSDT")?.market)
    let price = try #require(market.lastTrade(at: client.now)).priceTicks
    // The symbol's tick is a cent.
    let cents = price * 2
    let worth = try ExactDecimal("\(cents / 100).\(cents % 100 / 10)\(cents % 10)")
    #expect(try inDollars[0]?.amount("balance") == worth)
    #expect(inDollars[4]?["balance"]?.string == "500")
    #expect(inDollars[4]?["activate"]?.boolean == true)
    #expect(inDollars[5]?["activate"]?.boolean == false)
  }

  @Test func `assets are those that are there, or the one that is named`() throws {
    let client = try WalletClient()
    try client.fund("BTC", "2")
    let path = "POST sapi/v3/asset/getUserAsset"
    #expect(try client.ask(path).list.count == 1)
    #expect(try client.ask(path, "asset=").list.count == 1)
    #expect(try client.ask(path)[0]?["btcValuation"]?.string == "0")
    // Python's own spelling counts as well.
    for word in ["true", "True"] {
      #expect(try client.ask(path, "needBtcValuation=\(word)")[0]?["btcValuation"]?.string == "2")
    }
    #expect(try client.ask(path, "asset=ETH")[0]?["free"]?.string == "0")
    #expect(try client.ask("POST sapi/v1/asset/get-funding-asset").list.isEmpty)
  }

  @Test func `fees are the account's`() throws {
    let client = try WalletClient()
    client.account.commission = CommissionRates(maker: 75_000, taker: 100_000)
    let fees = try client.ask("GET sapi/v1/asset/tradeFee", "symbol=BTCUSDT")
    #expect(fees[0]?["makerCommission"]?.string == "0.00075")
    #expect(fees[0]?["takerCommission"]?.string == "0.001")
    let all = try client.ask("GET sapi/v1/asset/tradeFee").list.count
    #expect(all == client.router.venue.exchange.symbols.count)
  }

  @Test func `there are no withdrawals, dividends and conversions`() throws {
    let client = try WalletClient()
    #expect(try client.ask("GET sapi/v1/capital/withdraw/history").list.isEmpty)
    #expect(try client.ask("GET sapi/v1/asset/assetDividend")["total"]?.integer == 0)
    #expect(try client.ask("GET sapi/v1/asset/dribblet")["total"]?.integer == 0)
  }
}
