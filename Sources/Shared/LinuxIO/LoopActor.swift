/// The one actor of a process: everything that holds state runs on it, and it runs on the event loop's
/// thread.
///
/// One thread means that no state needs a lock and that fork stays safe. The loop is this actor's serial
/// executor *and* every task's preferred executor; with only the first, resuming a continuation takes two
/// hops over a thread pool (ARCHITECTURE.md has the figures).
@globalActor
public actor LoopActor {
  /// The instance.
  public static let shared = LoopActor()

  /// The event loop of this process.
  public nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe EventLoop.shared.asUnownedSerialExecutor()
  }
}

extension LoopActor {
  /// A function of the actor as one that the loop calls, for `ForeignWatch` and the like.
  ///
  /// The loop calls on its own thread and nowhere else, which is all that isolation to this actor means. A
  /// closure that the compiler converts looks for that at every call (`swift_task_isCurrentExecutor`):
  /// outside of a job it takes as long as reading the message.
  public static func unchecked(_ body: @escaping @LoopActor () -> Void) -> () -> Void {
    unsafe unsafeBitCast(body, to: (() -> Void).self)
  }
}

/// Starts a task on the event loop. The only way to start one: a plain `Task {}` would run on a thread pool
/// (TidyTests look for it).
///
/// Structured child tasks inherit the preference, so a `withTaskGroup` inside stays on the loop.
@discardableResult
public func onLoop(_ body: @escaping @Sendable @LoopActor () async -> Void) -> Task<Void, Never> {
  Task.detached(executorPreference: EventLoop.shared) { await body() }
}
