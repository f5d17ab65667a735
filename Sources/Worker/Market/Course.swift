import Answers
import Catalog
import LinuxIO

/// What has to happen for a call's answer.
enum Course {
  /// Nothing: this is it.
  case answered([UInt8])
  /// One request.
  case question(Question)
  /// Waiting for what other calls have begun.
  case waiting(@LoopActor () async throws(ToolFailure) -> [UInt8])
}
