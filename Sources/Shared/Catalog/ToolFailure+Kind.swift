extension ToolFailure {
  /// The types of failure a client can tell apart; the raw values are part of the interface.
  public enum Kind: String, Sendable, CaseIterable {
    /// An argument is missing, unknown, mistyped or out of range.
    case validationError = "validation_error"
    /// A key or signature was refused.
    case authenticationError = "authentication_error"
    /// The exchange answered with an error, or with something that is not an answer.
    case binanceAPIError = "binance_api_error"
    /// Too many requests; the details say how many seconds to wait.
    case rateLimitExceeded = "rate_limit_exceeded"
    /// No connection, or it broke.
    case networkError = "network_error"
    /// The call's deadline passed.
    case timeout = "timeout"
    /// The exchange says it cannot serve now, or not from here.
    case exchangeUnavailable = "exchange_unavailable"
    /// The worker that answers this tool is not running.
    case workerUnavailable = "worker_unavailable"
    /// A limit the operator set.
    case policyRefused = "policy_refused"
    /// A person has to agree first.
    case confirmationRequired = "confirmation_required"
    /// A person said no.
    case confirmationDeclined = "confirmation_declined"
    /// The same order was asked for shortly before, and its caller may not know what became of it.
    case duplicateSuspected = "duplicate_suspected"
    /// An order may or may not have been placed.
    case outcomeUnknown = "outcome_unknown"
    /// A fault of this server.
    case internalError = "internal_error"
  }
}
