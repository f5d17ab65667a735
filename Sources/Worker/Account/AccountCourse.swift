internal import Answers
internal import Catalog
internal import LinuxIO

/// What has to happen for a call's answer.
enum AccountCourse {
  /// One request.
  case question(Question)
  /// Several, one after the other.
  case waiting(@LoopActor () async throws(ToolFailure) -> [UInt8])
}
