/// Which commands an exchange still takes: one that keeps them in a log has room for so many.
public enum CommandAdmission: Sendable, Hashable {
  /// All.
  case all
  /// Those that take orders back and nothing else: nobody is held in what cannot be written down any more.
  case cancelsOnly
  /// None.
  case none

  /// Whether a route's commands are taken.
  func admits(_ route: Route) -> Bool {
    switch self {
    case .all: true
    case .cancelsOnly: !route.isCommand || route.method == "DELETE"
    case .none: !route.isCommand
    }
  }
}
