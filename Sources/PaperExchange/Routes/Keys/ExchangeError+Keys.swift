extension ExchangeError {
  /// -1021: the client's clock is ahead.
  public static let timestampAhead = Self(
    code: -1021, message: "Timestamp for this request was 1000ms ahead of the server's time.")
  /// -1021: too late, on arrival or just before matching.
  public static let outsideWindow = Self(
    code: -1021, message: "Timestamp for this request is outside of the recvWindow.")
  /// -1022.
  public static let invalidSignature = Self(code: -1022, message: "Signature for this request is not valid.")
  /// -1111.
  public static func tooMuchPrecision(_ name: String) -> Self {
    Self(code: -1111, message: "Parameter '\(name)' has too much precision.")
  }
  /// -1131 (changelog of 2019-08-15; quotes and full stop as the exchange writes them).
  public static let windowTooLong = Self(code: -1131, message: "'recvWindow' must be less than 60000.")
  /// -2014 with 401.
  public static let badKeyFormat = Self(status: 401, code: -2014, message: "API-key format invalid.")
  /// -2015 with 401.
  public static let rejectedKey = Self(
    status: 401, code: -2015, message: "Invalid API-key, IP, or permissions for action.")
}
