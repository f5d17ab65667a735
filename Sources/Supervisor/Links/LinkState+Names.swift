internal import Wire

extension LinkState.Phase {
  /// A word for log lines and server_status.
  var name: String {
    switch self {
    case .down: "restarting"
    case .stopped: "stopped"
    case .starting: "starting"
    case .ready: "ready"
    }
  }
}

extension ToSupervisor {
  /// A word for log lines.
  var name: String {
    switch self {
    case .ready: "ready"
    case .progress: "progress"
    case .finished: "finished"
    case .log: "log"
    case .intended: "intended"
    case .confirm: "confirm"
    case .usage: "usage"
    case .changed: "changed"
    }
  }
}
