/// What a request carries to show whose it is.
enum RequestCredentials {
  /// Public: neither key nor signature.
  case none
  /// The key's id alone, as market data endpoints take it.
  case key(ExchangeKey)
  /// The key's id, and a signature that holds for the request until its window after its time stamp is over.
  case signature(ExchangeKey, timestampMilliseconds: Int, recvWindowMilliseconds: Int)

  /// The key's id, for the header.
  var keyID: String? {
    switch self {
    case .none: nil
    case .key(let key), .signature(let key, _, _): key.id
    }
  }

  /// Whether the exchange looks at the request's time stamp.
  var isSigned: Bool {
    if case .signature = self { true } else { false }
  }
}
