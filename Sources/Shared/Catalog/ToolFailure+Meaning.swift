extension ToolFailure.Kind {
  /// What a failure of this type means to its caller.
  var meaning: String {
    switch self {
    case .validationError: "an argument is missing, unknown or out of range"
    case .authenticationError: "the exchange refused the key, its signature or its rights"
    case .binanceAPIError: "the exchange refused this"
    case .rateLimitExceeded: "too many requests"
    case .networkError: "the exchange could not be reached; nothing that changes anything was sent"
    case .timeout: "there was no answer in time"
    case .exchangeUnavailable: "the exchange does not serve this now, or not from here"
    case .workerUnavailable: "the process that answers this is not running"
    case .policyRefused: "a limit that the operator set"
    case .confirmationRequired: "a person has to agree first"
    case .confirmationDeclined: "the person did not agree"
    case .duplicateSuspected: "the same order was asked for shortly before"
    case .outcomeUnknown: "the order may exist"
    case .internalError: "a fault of this server"
    }
  }

  /// What to do about it, where the answer itself says no more.
  var suggestion: String {
    switch self {
    case .validationError: "Correct what the message names."
    case .authenticationError: "Tell the operator; no other call mends it."
    case .binanceAPIError: "Do what code and suggestion of the answer say."
    case .rateLimitExceeded: "Wait as long as details say, and make fewer calls."
    case .networkError: "Call again in a few seconds."
    case .timeout: "Make a read again; after a call that changes something look first."
    case .exchangeUnavailable: "Call again in some minutes, if the answer says that it may help."
    case .workerUnavailable: "Call again once server_status says that it runs."
    case .policyRefused: "Do not try to get around it; the operator alone can change it."
    case .confirmationRequired: "Have the person asked as the answer says, then make exactly this call again."
    case .confirmationDeclined: "Do not ask again for the same."
    case .duplicateSuspected: "Look at that order before placing it again."
    case .outcomeUnknown: "Never place it again; ask get_order for its client_order_id."
    case .internalError: "Tell the operator, who has the log."
    }
  }

  /// Whether the same call may succeed later, as a rule: `retryable` of the answer counts more.
  var isRetryable: Bool {
    switch self {
    case .rateLimitExceeded, .networkError, .timeout, .exchangeUnavailable, .workerUnavailable,
      .confirmationRequired:
      true
    case .validationError, .authenticationError, .binanceAPIError, .policyRefused, .confirmationDeclined,
      .duplicateSuspected, .outcomeUnknown, .internalError:
      false
    }
  }
}
