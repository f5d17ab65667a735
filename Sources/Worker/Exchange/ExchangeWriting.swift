public import Catalog
public import LinuxIO

/// What the trading tools need of an exchange beside reading: one signed request that changes something, sent
/// once, and the exchange's clock.
@LoopActor
public protocol ExchangeWriting: ExchangeReading {
  /// The exchange's time in milliseconds since 1970: the last measurement and what has passed since, however
  /// this machine's clock is set meanwhile. `nil` before the first measurement.
  var exchangeTimeMilliseconds: Int? { get }

  /// Measures the clock now, with one unsigned read.
  func measureClock(for call: CallContext) async throws(ToolFailure)

  /// Signs a request and sends it at most once.
  ///
  /// Gate, budget and connection come first; only when nothing has to be waited for any more is `willSend`
  /// called, right before the only write, with the timestamp that the signature carries. What it throws ends
  /// the request with nothing sent (`notDone`). From its return on the request counts as sent.
  ///
  /// - Parameters:
  ///   - request: not a read.
  ///   - recvWindowMilliseconds: how long after its timestamp the exchange may still take it.
  ///   - isUrgent: cancels and orders go before reads in the queue for the budget.
  func write(
    _ request: ExchangeRequest, recvWindowMilliseconds: Int, isUrgent: Bool, for call: CallContext,
    willSend: @LoopActor (_ timestampMilliseconds: Int) throws(ToolFailure) -> Void
  ) async -> WriteOutcome
}
