/// An answer that is an error: HTTP status, the exchange's code, and its text word for word, because clients
/// match on it (errors.md).
///
/// A value and not a closed list of cases: each family of routes adds its own errors beside itself
/// (`ExchangeError+….swift`).
public struct ExchangeError: Error, Sendable, Hashable {
  /// The HTTP status.
  public let status: Int
  /// The exchange's number, below zero.
  public let code: Int
  /// The exchange's text.
  public let message: String
  /// How long to wait, for the `Retry-After` of 429 and 418; `nil` for everything else.
  public private(set) var retryAfterSeconds: Int?
  /// What comes with it as `data`, as JSON; `nil` for everything but cancelReplace.
  var data: [UInt8]?

  /// An error from its parts.
  public init(status: Int = 400, code: Int, message: String) {
    self.status = status
    self.code = code
    self.message = message
  }

  /// The same with the seconds to wait.
  func retryable(after seconds: Int) -> Self {
    var error = self
    error.retryAfterSeconds = seconds
    return error
  }

  /// -1000: a command that names an account which does not exist.
  public static let noSuchAccount = Self(
    code: -1000, message: "An unknown error occurred while processing the request.")
  /// -1016 (errors.md): what can be kept of this exchange is full.
  public static let outOfService = Self(code: -1016, message: "This service is no longer available.")
  /// -1020 with 405: a method that this path does not have.
  public static let unsupportedOperation = Self(
    status: 405, code: -1020, message: "This operation is not supported.")
  /// -1100.
  public static func illegalCharacters(parameter: String, legalRange range: String) -> Self {
    Self(
      code: -1100, message: "Illegal characters found in parameter '\(parameter)'; legal range is '\(range)'."
    )
  }
  /// -1101.
  public static func tooManyParameters(expected: Int, received: Int) -> Self {
    Self(code: -1101, message: "Too many parameters; expected '\(expected)' and received '\(received)'.")
  }
  /// -1101.
  public static func tooManyValues(parameter: String, maximum: Int) -> Self {
    Self(
      code: -1101,
      message: "Too many values sent for parameter '\(parameter)', maximum allowed up to \(maximum).")
  }
  /// -1101.
  public static let duplicateParameter = Self(
    code: -1101, message: "Duplicate values for a parameter detected.")
  /// -1102.
  public static func missingParameter(_ name: String) -> Self {
    Self(code: -1102, message: "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed.")
  }
  /// -1102.
  public static func missingEither(_ first: String, _ second: String) -> Self {
    Self(code: -1102, message: "Param '\(first)' or '\(second)' must be sent, but both were empty/null!")
  }
  /// -1104.
  public static func unreadParameters(read: Int, sent: Int) -> Self {
    Self(
      code: -1104,
      message: "Not all sent parameters were read; read '\(read)' parameter(s) but was sent '\(sent)'.")
  }
  /// -1105.
  public static func emptyParameter(_ name: String) -> Self {
    Self(code: -1105, message: "Parameter '\(name)' was empty.")
  }
  /// -1108.
  public static func overflow(_ name: String) -> Self {
    Self(code: -1108, message: "Parameter '\(name)' overflowed.")
  }
  /// -1120.
  public static let invalidInterval = Self(code: -1120, message: "Invalid interval.")
  /// -1121.
  public static let invalidSymbol = Self(code: -1121, message: "Invalid symbol.")
  /// -1122.
  public static let invalidSymbolStatus = Self(code: -1122, message: "Invalid symbolStatus.")
  /// -1128.
  public static let badCombination = Self(code: -1128, message: "Combination of optional parameters invalid.")
  /// -1130.
  public static func invalidData(_ name: String) -> Self {
    Self(code: -1130, message: "Data sent for parameter '\(name)' is not valid.")
  }
  /// -1139.
  public static let invalidTickerType = Self(code: -1139, message: "Invalid ticker type.")
  /// -1151.
  public static let duplicateSymbols = Self(
    code: -1151, message: "Symbol is present multiple times in the list.")
  /// -1194.
  public static let invalidTimeUnit = Self(
    code: -1194, message: "Invalid value for time unit; expected either MICROSECOND or MILLISECOND.")
  /// -1220.
  public static let statusMismatch = Self(
    code: -1220, message: "The symbol's status does not match the requested symbolStatus.")
  /// -2043 (errors.md).
  static let noReferencePrice = Self(code: -2043, message: "This symbol doesn't have a reference price.")
  /// -1106.
  static func notRequired(_ name: String) -> Self {
    Self(code: -1106, message: "Parameter '\(name)' sent when not required.")
  }
  /// -1111.
  static let tooPrecise = Self(
    code: -1111, message: "Precision is over the maximum defined for this asset.")
  /// -1115.
  static let invalidTimeInForce = Self(code: -1115, message: "Invalid timeInForce.")
  /// -1116.
  static let invalidOrderType = Self(code: -1116, message: "Invalid orderType.")
  /// -1117.
  static let invalidSide = Self(code: -1117, message: "Invalid side.")
  /// -1127.
  static func lookupTooLong(hours: Int) -> Self {
    Self(code: -1127, message: "More than \(hours) hours between startTime and endTime.")
  }
}
