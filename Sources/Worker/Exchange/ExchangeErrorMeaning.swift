internal import Catalog

/// What a code of the exchange means to somebody who called a tool, and what to do about it.
///
/// The exchange's own words are written for programmers of its API ("Mandatory parameter 'x' was not sent")
/// and may carry what a stranger put there. Source of the codes:
/// "Error codes" of the spot, wallet and USD-M documentation.
struct ExchangeErrorMeaning {
  let kind: ToolFailure.Kind
  let message: String
  let suggestion: String
  let isRetryable: Bool

  private init(_ kind: ToolFailure.Kind, _ message: String, _ suggestion: String, isRetryable: Bool = false) {
    self.kind = kind
    self.message = message
    self.suggestion = suggestion
    self.isRetryable = isRetryable
  }

  private static let again = "Try again in a few seconds."
  private static let checkKey =
    "Check the key, the addresses it is limited to and what it may do, in the exchange's API management."
  private static let ownFault =
    "The fault is this server's and not the caller's; report it with the code and details.exchange_message."

  /// The meaning of a code; a general one for a code that is not listed here.
  static func of(_ code: Int, status: Int) -> ExchangeErrorMeaning {
    if let passing = passing(code) { return passing }
    if let argument = argument(code) { return argument }
    if let key = key(code) { return key }
    if let order = order(code) { return order }
    if status == 401 || status == 403 {
      return ExchangeErrorMeaning(.authenticationError, "the exchange refused the credentials", checkKey)
    }
    return ExchangeErrorMeaning(
      .binanceAPIError, "the exchange refused the request",
      "details.exchange_message has the exchange's own words; correct what they name.")
  }

  /// Faults and overload on the exchange's side.
  private static func passing(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1000:
      .init(.exchangeUnavailable, "the exchange met an error it does not know", again, isRetryable: true)
    case -1001:
      .init(.exchangeUnavailable, "the exchange lost a connection inside itself", again, isRetryable: true)
    case -1003, -1015, -1034:
      .init(
        .rateLimitExceeded, "the exchange says that too many requests were made",
        "Wait a minute, and make fewer calls.", isRetryable: true)
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
    case -3044, -10001:
      .init(
        .exchangeUnavailable, "this part of the exchange is busy or under maintenance", again,
        isRetryable: true)
    default: nil
    }
  }

  /// Arguments that the exchange did not take.
  private static func argument(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1121:
      .init(
        .validationError, "the exchange does not know this symbol",
        "Find the right symbol with get_available_assets; BTCUSDT, BTC-USDT and btc/usdt mean the same.")
    case -1100:
      .init(
        .validationError, "the exchange found characters it does not allow in an argument",
        "Use plain symbols, numbers and times; details.exchange_message names the argument.")
    case -1101, -1103, -1104, -1106:
      .init(.binanceAPIError, "the exchange was sent an argument that it does not expect here", ownFault)
    case -1102, -1105:
      .init(
        .validationError, "the exchange misses an argument, or found it empty or malformed",
        "details.exchange_message names the argument; give it, in the form that the tool describes.")
    case -1108:
      .init(.validationError, "a number is too large for the exchange", "Use a smaller number.")
    case -1111:
      .init(
        .validationError, "an amount has more decimals than the exchange takes here",
        "get_symbol_rules shows the steps of this symbol; round to them.")
    case -1112:
      .init(
        .binanceAPIError, "there are no orders in this symbol's book",
        "Use another symbol, or come back later.", isRetryable: true)
    case -1120:
      .init(
        .validationError, "the exchange does not know this interval",
        "Use one of the intervals that the tool lists.")
    case -1122, -1220:
      .init(
        .validationError, "the symbol does not have the status that was asked for",
        "Leave the status out, or look it up with get_available_assets.")
    case -1023, -1127:
      .init(
        .validationError, "the range of time is turned round or too long for the exchange",
        "Let the start be before the end, and ask for a shorter range.")
    case -1128, -1130, -1139, -1151:
      .init(
        .validationError, "the exchange does not take these arguments together, or one of their values",
        "details.exchange_message names what is wrong; change or leave out that argument.")
    case -2016:
      .init(
        .validationError, "there is no trading day for this symbol",
        "Ask get_ticker for 24 hours instead.")
    default: nil
    }
  }

  /// Keys, signatures and time stamps.
  private static func key(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1002:
      .init(
        .authenticationError, "the exchange does not allow this request without other credentials", checkKey)
    case -1021:
      .init(
        .authenticationError, "the exchange found the request's time stamp too old or too new",
        "Set this machine's clock (NTP), then try again.", isRetryable: true)
    case -1022:
      .init(
        .authenticationError, "the exchange did not accept the signature",
        "Check that the secret belongs to this API key, and that its kind (HMAC, Ed25519, RSA) is right.")
    case -1099, -2014, -2015, -2017:
      .init(.authenticationError, "the exchange did not accept the API key for this", checkKey)
    default: nil
    }
  }

  /// Orders, as far as any of them can be asked about.
  private static func order(_ code: Int) -> ExchangeErrorMeaning? {
    switch code {
    case -1013:
      .init(
        .validationError, "the order breaks a rule of its symbol",
        "get_symbol_rules shows the rules; details.exchange_message names the one.")
    case -2010:
      .init(.binanceAPIError, "the exchange rejected the order", "details.exchange_message says why.")
    case -2011:
      .init(
        .binanceAPIError, "the exchange rejected the cancel",
        "Look at the order's state; it may be filled or cancelled already.")
    case -2013:
      .init(.binanceAPIError, "the exchange knows no such order", "Check the symbol and the order's id.")
    case -2026:
      .init(.binanceAPIError, "the order is archived", "Orders without a fill are gone after 90 days.")
    default: nil
    }
  }
}
