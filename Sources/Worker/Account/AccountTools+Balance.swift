import Answers
import Catalog
import Exchange
import LinuxIO
import Values

/// Balances.
extension AccountTools {
  func balance(_ arguments: CheckedArguments, _ call: CallContext) throws(ToolFailure) -> AccountCourse {
    let view = BalanceView(
      asset: try asset("asset", in: arguments), quote: try asset("quote", in: arguments),
      limit: arguments.integer("limit") ?? 200, cursor: arguments.string("cursor"))
    let wallet = arguments.string("wallet") ?? "spot"
    if venue == .testnet, wallet == "funding" {
      throw Self.walletMissing("get_balance with wallet funding")
    }
    guard wallet == "all" else {
      let (question, read) = Self.question(of: wallet)
      if view.quote != nil {
        return .waiting { [self] () async throws(ToolFailure) in
          let asked = try await ask(question.endpoint, question.query, for: call)
          return try await valued(try read(asked), [asked], view, wallet, call)
        }
      }
      return .question(
        Question(question.endpoint, question.query) { [self] asked throws(ToolFailure) in
          try written(try read(asked), [asked], view, wallet, prices: nil)
        })
    }
    if let quote = view.quote, venue != .testnet { return .question(walletValues(in: quote)) }
    return .waiting { [self] () async throws(ToolFailure) in
      var holdings: [Holding] = []
      var asked: [Asked] = []
      for name in venue == .testnet ? ["spot", "futures"] : ["spot", "funding", "futures"] {
        let (question, read) = Self.question(of: name)
        let reply = try await ask(question.endpoint, question.query, for: call)
        asked.append(reply)
        holdings += try read(reply)
      }
      return try await valued(holdings, asked, view, "all", call)
    }
  }

  /// How a wallet is asked for, and how its answer is read.
  private static func question(
    of wallet: String
  ) -> (
    question: (endpoint: Endpoint, query: [(name: String, value: String)]),
    read: (Asked) throws(ToolFailure) -> [Holding]
  ) {
    switch wallet {
    case "funding": ((.fundingAssets, []), Holding.funding)
    case "futures": ((.futuresBalance, []), Holding.futures)
    default: ((.account, [("omitZeroBalances", "true")]), Holding.spot)
    }
  }

  /// Fetches the prices if the holdings are to be valued, and writes the answer.
  private func valued(
    _ holdings: [Holding], _ asked: [Asked], _ view: BalanceView, _ wallet: String, _ call: CallContext
  ) async throws(ToolFailure) -> [UInt8] {
    guard let quote = view.quote, !holdings.isEmpty else {
      return try written(holdings, asked, view, wallet, prices: nil)
    }
    let tickers = try await ask(
      .tickerPrice, [("symbolStatus", "TRADING")], symbols: .all, for: call)
    return try written(
      holdings, asked + [tickers], view, wallet, prices: try PriceList(tickers, quote: quote))
  }

  private func written(
    _ holdings: [Holding], _ asked: [Asked], _ view: BalanceView, _ wallet: String, prices: PriceList?
  ) throws(ToolFailure) -> [UInt8] {
    let table = BalanceTable(holdings, view, prices)
    var answer = Answer(reservingByteCount: 512 + table.rows.count * 96)
    do throws(ExactDecimal.Failure) {
      try table.write(wallet, to: &answer.writer)
    } catch {
      guard let first = asked.first else {
        throw ToolFailure(kind: .internalError, message: "nothing was asked")
      }
      throw first.unsummable("a balance")
    }
    return answer.finish(metadata(asked))
  }

  /// What each wallet is worth, as the exchange itself values it: also the ones that no other tool reads.
  private func walletValues(in quote: String) -> Question {
    Question(.walletBalance, [("quoteAsset", quote)]) { [self] asked throws(ToolFailure) in
      let list = try asked.reader.array(asked.root)
      var answer = Answer()
      answer.writer.beginObject()
      answer.writer.member("wallet", "all")
      answer.writer.member("quote", quote)
      answer.writer.member("columns", JSON.array(["wallet", "value"]))
      answer.writer.key("rows")
      answer.writer.beginArray()
      var total = ExactDecimal.zero
      var count = 0
      for (index, row) in list.elements.enumerated() {
        let value = try asked.reader.decimal(row["balance"], "balance of row \(index)")
        let name = try Self.walletName(row["walletName"], asked, index)
        if value.isZero { continue }
        do throws(ExactDecimal.Failure) {
          total = try total.adding(value)
        } catch {
          throw asked.unsummable("balance of row \(index)")
        }
        count += 1
        answer.writer.beginArray()
        answer.writer.string(name)
        answer.writer.decimal(value)
        answer.writer.endArray()
      }
      answer.writer.endArray()
      answer.writer.member("count", count)
      answer.writer.member("truncated", false)
      answer.writer.member("total_value", total)
      answer.writer.member(
        "note", "Valued by the exchange. For assets ask one wallet at a time, or all without quote.")
      answer.writer.endObject()
      return answer.finish(metadata(asked))
    }
  }

  /// The exchange's wallets, by their names in its answer. One that is not documented is called `other`: its
  /// name is a text that nobody here knows.
  private static let walletNames = [
    "Spot": "spot", "Funding": "funding", "Cross Margin": "cross_margin",
    "Cross Margin (PM)": "portfolio_margin", "Isolated Margin": "isolated_margin",
    "USDⓈ-M Futures": "futures", "COIN-M Futures": "coin_futures", "Earn": "earn", "Options": "options",
    "Trading Bots": "trading_bots", "Copy Trading": "copy_trading",
  ]

  private static func walletName(
    _ value: JSONValue?, _ asked: Asked, _ index: Int
  ) throws(ToolFailure) -> String {
    guard let text = value?.string else {
      throw asked.reader.unexpected("walletName of row \(index)", "a wallet's name")
    }
    return walletNames[text] ?? "other"
  }
}
