public import Catalog
public import Exchange
public import LinuxIO

/// What a worker's program needs of the tools of its role.
@LoopActor
public protocol ToolAnswering: AnyObject {
  /// Runs one call.
  ///
  /// - Parameters:
  ///   - tool: one that the worker serves.
  ///   - arguments: checked against that tool.
  ///   - call: carries deadline, cancellation and what the worker may say meanwhile.
  ///   - whenDone: called once, on the loop, and maybe before this function returns; with the success
  ///     envelope as compact JSON, or the failure in the client's words.
  func run(
    _ tool: Tool, _ arguments: CheckedArguments, for call: CallContext,
    _ whenDone: @escaping @LoopActor (Result<[UInt8], ToolFailure>) -> Void)

  /// Told once when nobody is there any more who takes answers: the last ones may have gone unread.
  func clientIsGone()

  /// Has `observer` told when something that clients can watch is not as it was.
  func whenChanged(_ observer: @escaping @LoopActor () -> Void)
}

extension ToolAnswering {
  /// Most tools have nothing to do then.
  public func clientIsGone() {}

  /// Nothing of these tools is watched.
  public func whenChanged(_ observer: @escaping @LoopActor () -> Void) {}
}
