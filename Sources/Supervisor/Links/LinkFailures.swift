internal import Catalog
internal import Values

/// Every failure that arises between gateway and worker, in the words that the client gets.
enum LinkFailures {
  static func stopped(_ role: Role, cause: String) -> ToolFailure {
    ToolFailure(
      kind: .workerUnavailable,
      message: "the \(role) worker is not running and will not be started again: \(cause)",
      isRetryable: false, suggestion: "the operator must mend the cause and restart the server",
      details: [("role", .string("\(role)"))])
  }

  static func down(_ role: Role, secondsLeft: Int) -> ToolFailure {
    ToolFailure(
      kind: .workerUnavailable,
      message: "the \(role) worker is being restarted; it is expected in \(secondsLeft) s",
      isRetryable: true, suggestion: "call again in \(secondsLeft) seconds",
      details: [("role", .string("\(role)")), ("retry_after_seconds", .integer(secondsLeft))])
  }

  static func queueFull(_ role: Role, count: Int) -> ToolFailure {
    ToolFailure(
      kind: .workerUnavailable,
      message: "\(count) calls are waiting for the \(role) worker already, which is the most",
      isRetryable: true, suggestion: "wait for answers before making more calls, then call again",
      details: [("role", .string("\(role)")), ("waiting_max", .integer(count))])
  }

  static func ending(_ role: Role) -> ToolFailure {
    ToolFailure(
      kind: .workerUnavailable, message: "the server was asked to end before the call was answered",
      isRetryable: true, suggestion: "call again once the server runs again",
      details: [("role", .string("\(role)"))])
  }

  static func diedTwice(_ role: Role) -> ToolFailure {
    ToolFailure(
      kind: .workerUnavailable, message: "the \(role) worker ended twice while it worked on this call",
      isRetryable: true, suggestion: "call again; server_status shows the restarts",
      details: [("role", .string("\(role)"))])
  }

  static func outcomeUnknown(_ role: Role, clientOrderID: String?) -> ToolFailure {
    var details: [(String, JSON)] = [("role", .string("\(role)"))]
    if let clientOrderID { details.append(("client_order_id", .string(clientOrderID))) }
    return ToolFailure(
      kind: .outcomeUnknown,
      message: "the \(role) worker ended while it worked on this call; whether it took effect is not known"
        + (clientOrderID.map { ". Its order, if there is one, has the client order id \($0)" } ?? ""),
      isRetryable: false,
      suggestion: clientOrderID.map { "ask get_order for \($0) before doing it again" }
        ?? "look at the open orders and recent trades before doing it again",
      details: details)
  }

  static func timedOut(_ role: Role) -> ToolFailure {
    ToolFailure(
      kind: .timeout, message: "the \(role) worker did not answer within the call's deadline",
      isRetryable: true, suggestion: "call again; if it goes on, the exchange or the network is slow",
      details: [("role", .string("\(role)"))])
  }

  static func waitedTooLong(_ role: Role) -> ToolFailure {
    ToolFailure(
      kind: .timeout, message: "no \(role) worker was free before the call's deadline",
      isRetryable: true, suggestion: "call again; make fewer calls at a time",
      details: [("role", .string("\(role)"))])
  }

  static func unreadableAnswer(_ role: Role) -> ToolFailure {
    ToolFailure(
      kind: .internalError,
      message: "the \(role) worker's answer was not valid and the worker has been ended",
      isRetryable: true, suggestion: "call again; if it happens again, report it with the server's log",
      details: [("role", .string("\(role)"))])
  }
}
