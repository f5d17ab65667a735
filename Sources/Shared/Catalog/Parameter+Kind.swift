public import Values

extension Parameter {
  /// What values an argument takes.
  public enum Kind: Sendable {
    /// One trading pair in any of the spellings of `Symbol`.
    case symbol
    /// Several trading pairs: an array of strings or one string with commas.
    case symbols(countMax: Int)
    /// A candle interval; case matters, `1m` is a minute and `1M` a month.
    case interval([String])
    /// One of a few words.
    case choice([String])
    /// `24h`, `trading_day` or a rolling window of `1m`…`59m`, `1h`…`23h`, `1d`…`7d`.
    case window
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// An exact amount, as a string or a number, in a range.
    case decimal(minimum: ExactDecimal?, maximum: ExactDecimal?)
    /// Text of at most so many Unicode scalars, without control characters.
    case string(lengthMax: Int)
    /// True or false.
    case boolean
    /// Milliseconds since 1970-01-01 UTC.
    case timestampMilliseconds
    /// An offset from UTC between -12:00 and 14:00, such as `8`, `-1:00` or `05:45`.
    case timeZone
    /// Where a list goes on: what the page before gave.
    case cursor
  }
}
