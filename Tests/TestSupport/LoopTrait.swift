import Foundation
import LinuxIO
import Synchronization
import Testing

/// Gives a suite the event loop on a thread of its own: `@Suite(.onLoop)`.
///
/// The product runs the loop on the main thread, which the test runner keeps for itself; jobs from the
/// runner's threads reach the loop through its inbox. Tests that touch loop state are `@LoopActor` functions.
public struct LoopTrait: SuiteTrait, TestTrait {
  /// True: it holds for the suites inside as well.
  public var isRecursive: Bool { true }

  private static let started: Void = {
    let isRunning = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      LinuxIO.onLoop { isRunning.signal() }
      EventLoop.shared.run()
    }
    isRunning.wait()
  }()

  /// Starts the loop before the first test that wants it, once a process.
  public func prepare(for test: Test) async throws {
    _ = Self.started
  }
}

extension Trait where Self == LoopTrait {
  /// The event loop runs while these tests do.
  public static var onLoop: LoopTrait { LoopTrait() }
}
