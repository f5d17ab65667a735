public import Catalog
public import LinuxIO

/// What the tools need of an exchange: one request out, one checked answer back.
///
/// A protocol, so that the tools are tested against answers that no socket delivered.
@LoopActor
public protocol ExchangeReading: AnyObject {
  /// Sends a request and reads the answer.
  ///
  /// - Throws: everything that is not a 2xx answer in JSON, already in the words that the client gets.
  func read(_ request: ExchangeRequest, for call: CallContext) async throws(ToolFailure) -> ExchangeReply

  /// The same for somebody who is no task: `whenDone` is called once, on the loop, and may be called before
  /// this function returns.
  func read(
    _ request: ExchangeRequest, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<ExchangeReply, ToolFailure>) -> Void)
}

extension ExchangeReading {
  /// Sends a request from a task of its own.
  public func read(
    _ request: ExchangeRequest, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<ExchangeReply, ToolFailure>) -> Void
  ) {
    onLoop { [self] in
      do throws(ToolFailure) {
        whenDone(.success(try await read(request, for: call)))
      } catch {
        whenDone(.failure(error))
      }
    }
  }
}
