/// What a code of the exchange means to somebody who called a tool, and what to do about it.
///
/// The exchange's own words are written for programmers of its API ("Mandatory parameter 'x' was not sent")
/// and may carry what a stranger put there: they are compared with the documented ones, never shown here. One
/// code can mean two things in two interfaces (-2021, -4001), so the interface decides too. Source of the
/// codes: "Error codes" of the spot, wallet and USD-M documentation.
public struct ExchangeErrorMeaning: Sendable, Equatable {
  /// "Timestamp for this request is outside of the recvWindow."
  public static let misdated = -1021

  /// The type of the failure.
  public let kind: ToolFailure.Kind
  /// What it means, in our words; no sentence end.
  public let message: String
  /// What to do about it.
  public let suggestion: String
  /// Whether the same call may succeed later without a change.
  public let isRetryable: Bool

  init(_ kind: ToolFailure.Kind, _ message: String, _ suggestion: String, isRetryable: Bool = false) {
    self.kind = kind
    self.message = message
    self.suggestion = suggestion
    self.isRetryable = isRetryable
  }

  /// An argument is wrong.
  static func argument(_ message: String, _ suggestion: String) -> ExchangeErrorMeaning {
    .init(.validationError, message, suggestion)
  }

  /// The exchange does not do this, and will not when asked again.
  static func refusal(_ message: String, _ suggestion: String) -> ExchangeErrorMeaning {
    .init(.binanceAPIError, message, suggestion)
  }

  static let again = "Try again in a few seconds."
  static let readMessage = "details.exchange_message has the exchange's own words; correct what they name."
  static let askSupport =
    "Look at the account on the exchange's site, or ask its support; a call changes nothing."
  private static let checkKey =
    "Check the key, the addresses it is limited to and what it may do, in the exchange's API management."
  static let ownFault =
    "The fault is this server's and not the caller's; report it with the code and details.exchange_message."

  /// The meaning of a code; a general one for a code that is not listed here.
  ///
  /// - Parameter message: the exchange's words, which tell the many reasons of -1013, -2010 and -2011 apart.
  public static func of(_ code: Int, status: Int, of api: API, message: String = "") -> ExchangeErrorMeaning {
    if let known = known(code, of: api, message: message) { return known }
    if status == 401 || status == 403 {
      return ExchangeErrorMeaning(.authenticationError, "the exchange refused the credentials", checkKey)
    }
    return ExchangeErrorMeaning(.binanceAPIError, "the exchange refused the request", readMessage)
  }

  /// The meaning of a documented code.
  public static func known(_ code: Int, of api: API, message: String = "") -> ExchangeErrorMeaning? {
    if let passing = passing(code) ?? key(code) { return passing }
    switch api {
    case .spot:
      return order(code, message) ?? spotOrder(code) ?? argument(code) ?? session(code)
    case .wallet:
      return order(code, message) ?? wallet(code) ?? argument(code) ?? algorithm(code)
    case .futures:
      return futuresOrder(code) ?? futures(code) ?? order(code, message) ?? argument(code) ?? algorithm(code)
    }
  }

  /// Faults and overload on the exchange's side.
  private static func passing(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1000:
      .init(.exchangeUnavailable, "the exchange met an error it does not know", again, isRetryable: true)
    case -1001:
      .init(.exchangeUnavailable, "the exchange lost a connection inside itself", again, isRetryable: true)
    case -1003, -1034, -1181, -1191, -6009, -12014:
      .init(
        .rateLimitExceeded, "the exchange says that too many requests were made",
        "Wait a minute, and make fewer calls.", isRetryable: true)
    case -1015:
      .init(
        .rateLimitExceeded, "the exchange says that too many orders were placed",
        "Wait ten seconds, and place fewer orders; get_order_rate_limits shows the counts.",
        isRetryable: true)
    case -1006:
      .init(
        .exchangeUnavailable, "the exchange had an unexpected answer inside itself", again, isRetryable: true)
    case -1007: .init(.timeout, "the exchange waited too long for a part of itself", again, isRetryable: true)
    case -1008:
      .init(.exchangeUnavailable, "the exchange is overloaded", "Wait some minutes.", isRetryable: true)
    case -1016:
      .init(
        .exchangeUnavailable, "this service of the exchange is shut down",
        "Look at the exchange's announcements; trying again soon changes nothing.")
    case -3000, -3037, -3044, -10001:
      .init(
        .exchangeUnavailable, "this part of the exchange is busy or under maintenance", again,
        isRetryable: true)
    default: nil
    }
  }

  /// Keys, signatures and time stamps.
  private static func key(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1002, -1011:
      .init(
        .authenticationError, "the exchange does not allow this request without other credentials", checkKey)
    case misdated:
      .init(
        .authenticationError, "the exchange found the request's time stamp too old or too new",
        "Set this machine's clock (NTP), then try again.", isRetryable: true)
    case -1131, -5028:
      .init(
        .authenticationError, "the request took too long to reach the exchange's matching engine",
        "The network or the exchange is slow; try again in a few seconds.", isRetryable: true)
    case -1022:
      .init(
        .authenticationError, "the exchange did not accept the signature",
        "Check that the secret belongs to this API key, and that its kind (HMAC, Ed25519, RSA) is right.")
    case -2014:
      .init(
        .authenticationError, "the exchange says that the API key's id has a wrong form",
        "Copy the key's id again, whole, from the exchange's API management.")
    case -2015:
      .init(
        .authenticationError, "the exchange did not accept the API key, its address or its rights for this",
        "Check that the key exists at this venue, that this machine's address is allowed, and what it may do."
      )
    case -1099: .init(.authenticationError, "the exchange did not accept the API key for this", checkKey)
    case -2017, -4056, -4057:
      .init(
        .authenticationError, "the exchange has locked the API key or does not take its kind", checkKey)
    default: nil
    }
  }

  /// What only connections of other kinds (FIX, SBE, streams) are told.
  private static func session(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1033, -1035, -1125, -1152, -1153, -1155, -1161, -1173 ... -1169, -1190 ... -1175, -1221, -2035,
      -2036, -2042:
      refusal("the exchange took the request for one of another interface", ownFault)
    default: nil
    }
  }
}
