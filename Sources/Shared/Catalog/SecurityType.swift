/// What the exchange wants to see before it answers a request ("Endpoint security type" of its REST
/// documents).
public enum SecurityType: Sendable {
  /// Public: neither key nor signature.
  case none
  /// Public market data for which an API key may be sent but need not be.
  case marketData
  /// API key and signature; reads an account.
  case userData
  /// API key and signature; changes orders or positions.
  case trade
}
