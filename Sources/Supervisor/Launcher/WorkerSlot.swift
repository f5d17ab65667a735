internal import Catalog
internal import LinuxIO

/// One role's place in the launcher: its supervision, and the worker that fills it at the moment.
@LoopActor
final class WorkerSlot {
  let role: Role
  var supervision: Supervision
  var compartment: Compartment?
  var restartTimer: LoopTimer?
  /// Set when the gateway has found this life unusable, such as a worker of another build.
  var refusal: String?
  /// Why this life was asked to end so that a new one takes its place; nil when it was not.
  var restartReason: String?
  /// Whether it was killed for that, because it had begun nothing or took too long.
  var isKilledForRestart = false

  init(role: Role, retriesForEver: Bool) {
    self.role = role
    supervision = Supervision(retriesForEver: retriesForEver)
  }
}
