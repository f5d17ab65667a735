import Catalog
import Configuration
import Exchange
import Journal
import LinuxIO
import Values

@testable import Trading

/// A clock, a journal, an exchange, and lives on them.
@LoopActor
final class TradingWorld {
  let clock = SteppedClock()
  let shelf = JournalShelf()
  let halt = SwitchUnderTest()
  let model: ModelExchange
  var policy = TradingPolicy.paper
  private var nextInstance: UInt64 = 1

  /// - Parameter epochMilliseconds: noon of a day unless told otherwise.
  init(epochMilliseconds: Int = 20_000 * 86_400_000 + 43_200_000) {
    model = ModelExchange(clock, epochMilliseconds: epochMilliseconds)
    model.isHalted = { [halt] in halt.haltedBecause != nil }
  }

  /// A life that has opened trading, unless it cannot.
  func life() async -> TradingLife {
    let life = begin()
    await clock.pass(milliseconds: 200)
    return life
  }

  /// A life that begins to open trading.
  func begin() -> TradingLife {
    let life = TradingLife(
      instance: nextInstance, shelf: shelf, model: model, halt: halt, policy: policy)
    nextInstance += 1
    onLoop { await life.tools.start() }
    return life
  }

  /// Makes a call and lets time pass until it is answered.
  func call(
    _ life: TradingLife, _ tool: String, _ arguments: String,
    principal: String = "stdio", confirm: (@LoopActor (String, String) -> Confirmation)? = nil,
    reply: HeldReply? = nil
  ) async -> Result<[UInt8], ToolFailure>? {
    var outcome: Result<[UInt8], ToolFailure>?
    var isDone = false
    onLoop {
      outcome = await life.call(tool, arguments, principal: principal, confirm: confirm, reply: reply)
      isDone = true
    }
    await clock.settle()
    for _ in 0..<10_000 where !isDone { await clock.step() }
    precondition(isDone, "the call was never answered")
    return outcome
  }

  static func failure(_ result: Result<[UInt8], ToolFailure>?) -> ToolFailure? {
    if case .failure(let failure)? = result { failure } else { nil }
  }

  static func isSuccess(_ result: Result<[UInt8], ToolFailure>?) -> Bool {
    if case .success? = result { true } else { false }
  }

  static func detail(_ result: Result<[UInt8], ToolFailure>?, _ name: String) -> String? {
    switch failure(result)?.details.first(where: { $0.0 == name })?.1 {
    case .string(let text)?: text
    case .number(let text)?: text
    default: nil
    }
  }

  /// A call of create_order.
  func call(
    _ life: TradingLife, _ arguments: String, principal: String = "stdio",
    confirm: (@LoopActor (String, String) -> Confirmation)? = nil
  ) async -> Result<[UInt8], ToolFailure>? {
    await call(life, "create_order", arguments, principal: principal, confirm: confirm)
  }

  /// An order's arguments.
  static func order(
    _ quantity: String = "1", price: String = "100", symbol: String = "BTCUSDT", side: String = "BUY",
    more: String = ""
  ) -> String {
    #"{"symbol":"\#(symbol)","side":"\#(side)","type":"LIMIT","quantity":"\#(quantity)","#
      + #""price":"\#(price)"\#(more)}"#
  }
}
