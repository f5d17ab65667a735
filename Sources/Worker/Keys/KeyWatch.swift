package import Catalog
internal import Configuration
package import Exchange
package import LinuxIO
package import Log

/// Has the keys of a worker judged once after its start, however often the exchange has to be asked.
///
/// A key that is refused must not stay in use: the worker ends (exit code 77), and is not started again
/// before somebody has mended it. As long as the exchange cannot be asked, reads go on; orders wait for the
/// same judgement in the engine.
@LoopActor
package final class KeyWatch {
  /// Waits between two tries, in milliseconds.
  private static let waitMilliseconds: [UInt64] = [500, 1_000, 2_000, 5_000, 10_000, 30_000]
  /// How long the requests of one try may take together.
  private static let tryNanoseconds: UInt64 = 30_000_000_000

  private var inspections: [KeyInspection]
  private let warns: Bool
  private let logger: Logger
  private let end: @LoopActor (ExitCode) -> Void
  private var judged: [String]?
  /// Why a key of the worker is not used; the worker ends for it.
  package private(set) var refusal: ToolFailure?

  /// - Parameters:
  ///   - inspections: one for each key.
  ///   - warns: false where nobody can act on a warning: the paper exchange has made the keys itself.
  ///   - end: ends the worker.
  package init(
    _ inspections: [KeyInspection], warns: Bool = true, logger: Logger,
    end: @escaping @LoopActor (ExitCode) -> Void
  ) {
    self.inspections = inspections
    self.warns = warns
    self.logger = logger
    self.end = end
  }

  /// Judges all keys, once; later calls get what was found.
  ///
  /// - Returns: warnings.
  /// - Throws: what is in the way; for a refused key `policyRefused`, and the worker ends.
  package func judge(for call: CallContext) async throws(ToolFailure) -> [String] {
    if let judged { return judged }
    if let refusal { throw refusal }
    var warnings: [String] = []
    do throws(ToolFailure) {
      for inspection in inspections { warnings += try await inspection.warnings(for: call) }
    } catch {
      if error.kind == .policyRefused, refusal == nil {
        refusal = error
        logger.error("\(error.message). \(error.suggestion ?? "")")
        end(.credentialRefused)
      }
      throw error
    }
    if !warns { warnings = [] }
    if judged == nil { for warning in warnings { logger.warning(warning) } }
    judged = warnings
    return warnings
  }

  /// Judges in the background until that has succeeded.
  package func start() {
    onLoop { [self] in
      var tryCount = 0
      var said = ""
      while judged == nil {
        let call = CallContext(callID: 0, deadlineNanoseconds: EventLoop.now &+ Self.tryNanoseconds)
        do throws(ToolFailure) {
          _ = try await judge(for: call)
          return
        } catch {
          if error.kind == .policyRefused { return }
          if error.message != said { logger.warning("the key could not be judged yet: \(error.message)") }
          said = error.message
        }
        let waits = Self.waitMilliseconds
        await EventLoop.shared.sleep(nanoseconds: waits[min(tryCount, waits.count - 1)] * 1_000_000)
        tryCount += 1
      }
    }
  }
}
