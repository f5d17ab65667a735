public import Answers
public import Catalog
public import Exchange
public import LinuxIO
public import Values

/// Answers the market tools: builds the request, asks the exchange, checks the answer and writes ours.
///
/// It holds no key and no session; what it keeps between calls is the list of symbols, for five minutes.
/// Amounts go on as the exchange wrote them, and whatever is computed is computed with `ExactDecimal`.
@LoopActor
public final class MarketTools: ToolAnswering {
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
    let result = await withCheckedContinuation {
      (continuation: CheckedContinuation<Result<[UInt8], ToolFailure>, Never>) in
      run(tool, arguments, for: call) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Runs one call for somebody who is no task.
  ///
  /// - Parameter whenDone: called once, on the loop, and maybe before this function returns.
  public func run(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<[UInt8], ToolFailure>) -> Void
  ) {
    let course: Course
    do throws(ToolFailure) {
      course = try self.course(tool, arguments, call)
    } catch {
      return whenDone(.failure(error))
    }
    switch course {
    case .answered(let bytes): whenDone(.success(bytes))
    case .question(let question): ask(question, for: call, whenDone)
    case .waiting(let body):
      onLoop {
        do throws(ToolFailure) {
          whenDone(.success(try await body()))
        } catch {
          whenDone(.failure(error))
        }
      }
    }
  }

  private func course(
    _ tool: Tool, _ arguments: CheckedArguments, _ call: CallContext
  ) throws(ToolFailure) -> Course {
    switch MarketTool(rawValue: tool.name) {
    case .tickerPrice: .question(tickerPrice(arguments))
    case .ticker: .question(ticker(arguments))
    case .bookTicker: .question(bookTicker(arguments))
    case .averagePrice: .question(try averagePrice(arguments))
    case .orderBook: .question(try orderBook(arguments))
    case .availableAssets:
      .waiting { [self] () async throws(ToolFailure) in try await availableAssets(arguments, call) }
    case .symbolRules: try symbolRules(arguments)
    case .klines: .question(try klines(arguments))
    case .recentTrades: .question(try recentTrades(arguments))
    case .historicalTrades: .question(try historicalTrades(arguments))
    case .aggregateTrades: .question(try aggregateTrades(arguments))
    case .serverTime: .question(serverTime())
    case .markPrice: .question(markPrice(arguments))
    case .fundingRate: .question(fundingRate(arguments))
    case .openInterest: .question(try openInterest(arguments))
    case nil:
      throw ToolFailure(kind: .internalError, message: "\(tool.name) is not answered by the market worker")
    }
  }
}
