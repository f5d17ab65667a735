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

  init(role: Role, retriesForEver: Bool) {
    self.role = role
    supervision = Supervision(retriesForEver: retriesForEver)
  }
}
