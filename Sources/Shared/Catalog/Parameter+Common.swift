import Values

/// Arguments that several tools share, so that they read and behave alike everywhere.
extension Parameter {
  /// The longest cursor; cursors are symbol names, and those have at most 40 scalars.
  static let cursorLengthMax = 64

  /// The trading pair a tool is about.
  static let symbol = Parameter(
    "symbol", .symbol, "Trading pair, e.g. BTCUSDT or btc/usdt.",
    isRequired: true, example: "BTCUSDT")

  /// The trading pair of a tool that can also answer about several.
  static let optionalSymbol = Parameter(
    "symbol", .symbol, "One trading pair, e.g. BTCUSDT or btc/usdt.",
    example: "BTCUSDT")

  /// Several trading pairs.
  static func symbols(countMax: Int) -> Parameter {
    Parameter(
      "symbols", .symbols(countMax: countMax),
      "Several trading pairs, at most \(countMax); not together with symbol.",
      example: ["BTCUSDT", "ETHUSDT"])
  }

  /// How many rows a list has at most.
  static func limit(_ range: ClosedRange<Int>, default count: Int, _ description: String) -> Parameter {
    Parameter("limit", .integer(range), description, defaultValue: .number(text: String(count)))
  }

  /// Where a list of symbols goes on.
  static let cursor = Parameter(
    "cursor", .cursor, "Go on after the page before: the cursor in its `next`.")

  /// The start of a range of time.
  static let startTime = Parameter(
    "start_time", .timestampMilliseconds, "Start, inclusive, in milliseconds since 1970 UTC.",
    example: 1_723_075_200_000)

  /// The end of a range of time.
  static let endTime = Parameter(
    "end_time", .timestampMilliseconds, "End, inclusive, in milliseconds since 1970 UTC.")
}
