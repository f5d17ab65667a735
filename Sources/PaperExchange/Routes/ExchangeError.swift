/// An answer that is an error: the exchange's codes and texts (errors.md), and the HTTP status each comes
/// with.
public enum ExchangeError: Error, Sendable, Hashable {
  /// -1003 with 429.
  case tooMuchWeight(limit: Int)
  /// -1003 with 418.
  case banned(untilMilliseconds: Int)
  /// -1020 with 405: a method that this path does not have.
  case unsupportedOperation
  /// -1100.
  case illegalCharacters(parameter: String, legalRange: String)
  /// -1101.
  case tooManyParameters(expected: Int, received: Int)
  /// -1101.
  case tooManyValues(parameter: String, maximum: Int)
  /// -1101.
  case duplicateParameter
  /// -1102.
  case missingParameter(String)
  /// -1102.
  case missingEither(String, String)
  /// -1104.
  case unreadParameters(read: Int, sent: Int)
  /// -1105.
  case emptyParameter(String)
  /// -1108.
  case overflow(String)
  /// -1120.
  case invalidInterval
  /// -1121.
  case invalidSymbol
  /// -1122.
  case invalidSymbolStatus
  /// -1128.
  case badCombination
  /// -1130.
  case invalidData(String)
  /// -1139.
  case invalidTickerType
  /// -1151.
  case duplicateSymbols
  /// -1194.
  case invalidTimeUnit
  /// -1220.
  case statusMismatch

  /// The exchange's number.
  public var code: Int {
    switch self {
    case .tooMuchWeight, .banned: -1003
    case .unsupportedOperation: -1020
    case .illegalCharacters: -1100
    case .tooManyParameters, .tooManyValues, .duplicateParameter: -1101
    case .missingParameter, .missingEither: -1102
    case .unreadParameters: -1104
    case .emptyParameter: -1105
    case .overflow: -1108
    case .invalidInterval: -1120
    case .invalidSymbol: -1121
    case .invalidSymbolStatus: -1122
    case .badCombination: -1128
    case .invalidData: -1130
    case .invalidTickerType: -1139
    case .duplicateSymbols: -1151
    case .invalidTimeUnit: -1194
    case .statusMismatch: -1220
    }
  }

  /// The HTTP status.
  public var status: Int {
    switch self {
    case .tooMuchWeight: 429
    case .banned: 418
    case .unsupportedOperation: 405
    default: 400
    }
  }

  /// The exchange's text, word for word: clients match on it.
  public var message: String {
    switch self {
    case .tooMuchWeight(let limit):
      "Too much request weight used; current limit is \(limit) request weight per 1 MINUTE. "
        + "Please use WebSocket Streams for live updates to avoid polling the API."
    case .banned(let until):
      "Way too much request weight used; IP banned until \(until). "
        + "Please use WebSocket Streams for live updates to avoid bans."
    case .unsupportedOperation: "This operation is not supported."
    case .illegalCharacters(let parameter, let range):
      "Illegal characters found in parameter '\(parameter)'; legal range is '\(range)'."
    case .tooManyParameters(let expected, let received):
      "Too many parameters; expected '\(expected)' and received '\(received)'."
    case .tooManyValues(let parameter, let maximum):
      "Too many values sent for parameter '\(parameter)', maximum allowed up to \(maximum)."
    case .duplicateParameter: "Duplicate values for a parameter detected."
    case .missingParameter(let name):
      "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed."
    case .missingEither(let first, let second):
      "Param '\(first)' or '\(second)' must be sent, but both were empty/null!"
    case .unreadParameters(let read, let sent):
      "Not all sent parameters were read; read '\(read)' parameter(s) but was sent '\(sent)'."
    case .emptyParameter(let name): "Parameter '\(name)' was empty."
    case .overflow(let name): "Parameter '\(name)' overflowed."
    case .invalidInterval: "Invalid interval."
    case .invalidSymbol: "Invalid symbol."
    case .invalidSymbolStatus: "Invalid symbolStatus."
    case .badCombination: "Combination of optional parameters invalid."
    case .invalidData(let name): "Data sent for parameter '\(name)' is not valid."
    case .invalidTickerType: "Invalid ticker type."
    case .duplicateSymbols: "Symbol is present multiple times in the list."
    case .invalidTimeUnit: "Invalid value for time unit; expected either MICROSECOND or MILLISECOND."
    case .statusMismatch: "The symbol's status does not match the requested symbolStatus."
    }
  }
}
