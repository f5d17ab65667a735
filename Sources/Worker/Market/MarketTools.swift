public import Catalog
public import Exchange
public import LinuxIO
public import Values

/// Answers the market tools: builds the request, asks the exchange, checks the answer and writes ours.
///
/// It holds no key and no session; what it keeps between calls is the list of symbols, for five minutes.
/// Amounts go on as the exchange wrote them, and whatever is computed is computed with `ExactDecimal`.
@LoopActor
public final class MarketTools {
  let exchange: any ExchangeReading
  let venue: Venue
  let index: SymbolIndexCache

  /// Whether a tool is answered here.
  public nonisolated static func answers(_ toolName: String) -> Bool { MarketTool(rawValue: toolName) != nil }

  /// Makes the tools of one worker.
  ///
  /// - Parameters:
  ///   - exchange: whom to ask.
  ///   - venue: named in each answer.
  ///   - now: the wall clock in milliseconds since 1970 UTC; it only decides how old the list of symbols is.
  public init(
    exchange: any ExchangeReading, venue: Venue,
    now: @escaping @LoopActor () -> Int = { EventLoop.wallClockMilliseconds }
  ) {
    self.exchange = exchange
    self.venue = venue
    index = SymbolIndexCache(now: now)
  }

  /// Runs one call.
  ///
  /// - Parameters:
  ///   - tool: one of the market role.
  ///   - arguments: checked against that tool.
  ///   - call: carries deadline and cancellation to the exchange client.
  /// - Returns: the success envelope, compact JSON.
  /// - Throws: what the exchange client throws; `binanceAPIError` for an answer that is not as documented;
  ///   `internalError` for a tool that is not answered here, which the gateway's routing rules out.
  public func run(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext
  ) async throws(ToolFailure) -> [UInt8] {
    switch MarketTool(rawValue: tool.name) {
    case .tickerPrice: try await tickerPrice(arguments, call)
    case .ticker: try await ticker(arguments, call)
    case .bookTicker: try await bookTicker(arguments, call)
    case .averagePrice: try await averagePrice(arguments, call)
    case .orderBook: try await orderBook(arguments, call)
    case .availableAssets: try await availableAssets(arguments, call)
    case .symbolRules: try await symbolRules(arguments, call)
    case .klines: try await klines(arguments, call)
    case .recentTrades: try await recentTrades(arguments, call)
    case .historicalTrades: try await historicalTrades(arguments, call)
    case .aggregateTrades: try await aggregateTrades(arguments, call)
    case .serverTime: try await serverTime(arguments, call)
    case nil:
      throw ToolFailure(kind: .internalError, message: "\(tool.name) is not answered by the market worker")
    }
  }
}
