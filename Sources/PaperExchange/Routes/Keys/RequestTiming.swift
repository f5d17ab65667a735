import PaperCore

/// How long a signed request stays valid (rest-api.md, "Timing security").
///
/// In microseconds throughout: the timestamp may be given in them, and the window has three decimals.
struct RequestTiming {
  /// The window of a request that names none.
  static let windowMicrosecondsDefault = 5_000_000
  /// The longest window.
  static let windowMicrosecondsMax = 60_000_000
  /// How far a client's clock may be ahead.
  static let leadMicrosecondsMax = 1_000_000

  /// What the client says.
  let timestampMicroseconds: Int
  /// For how long after that it wants to be served.
  let windowMicroseconds: Int

  /// Reads `timestamp` and `recvWindow`.
  ///
  /// Spot takes timestamps in microseconds and windows with decimals; the documents of the other two know
  /// whole milliseconds only.
  init(_ query: CheckedQuery, family: RouteFamily) throws(ExchangeError) {
    let timestamp = try Self.number(query["timestamp"] ?? "", of: "timestamp")
    let isMicroseconds = family == .spot && timestamp >= 100_000_000_000_000
    let (microseconds, overflows) = timestamp.multipliedReportingOverflow(by: isMicroseconds ? 1 : 1_000)
    guard !overflows else { throw .timestampAhead }
    timestampMicroseconds = microseconds
    switch query["recvWindow"] {
    case nil: windowMicroseconds = Self.windowMicrosecondsDefault
    case "": throw .emptyParameter("recvWindow")
    case .some(let text): windowMicroseconds = try Self.window(text, allowsDecimals: family == .spot)
    }
  }

  private static func number(_ text: some StringProtocol, of name: String) throws(ExchangeError) -> Int {
    guard !text.isEmpty else { throw .missingParameter(name) }
    guard text.utf8.count <= 20, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw .illegalCharacters(parameter: name, legalRange: Parameter.integerRange)
    }
    guard let number = Int(text) else { throw .overflow(name) }
    return number
  }

  private static func window(_ text: String, allowsDecimals: Bool) throws(ExchangeError) -> Int {
    guard let number = PlainDecimal(text.utf8), allowsDecimals || number.writtenDecimalCount == 0 else {
      throw .illegalCharacters(
        parameter: "recvWindow", legalRange: allowsDecimals ? Parameter.decimalRange : Parameter.integerRange)
    }
    guard number.writtenDecimalCount <= 3 else { throw .tooMuchPrecision("recvWindow") }
    // Units of 10⁻⁸ of a millisecond.
    guard let micros = Int(exactly: number.units / 100_000), micros <= windowMicrosecondsMax else {
      throw .windowTooLong
    }
    return micros
  }

  /// The check on arrival, at `now` milliseconds of exchange time.
  func checkOnArrival(now: Int) throws(ExchangeError) {
    guard timestampMicroseconds < now * 1_000 + Self.leadMicrosecondsMax else { throw .timestampAhead }
    try checkBeforeMatching(now: now)
  }

  /// The check just before the request takes effect: time has gone on since it arrived.
  func checkBeforeMatching(now: Int) throws(ExchangeError) {
    guard now * 1_000 - timestampMicroseconds <= windowMicroseconds else { throw .outsideWindow }
  }
}
