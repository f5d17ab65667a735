import HTTP
import PaperAccounts
import Signing

/// Who sent a request, found out and proven.
struct Authentication {
  /// The key that it names.
  let key: PaperKey
  /// The account that the key belongs to.
  let account: Account
  /// Until when it is valid; `nil` where only a key is asked for.
  let timing: RequestTiming?

  /// The parameters of every signed request; routes do not list them.
  static let parameters = [
    Parameter("recvWindow", .text), Parameter("timestamp", .text), Parameter("signature", .text),
  ]

  /// Checks a request; `nil` for a route that asks for nothing.
  ///
  /// In this order: form of the key id, the parameters that a signature needs, the time, the key with
  /// address and rights, the signature. Other parameters are looked at afterwards, so that a stranger learns
  /// nothing from them. Everything is charged to the address before, as the documents say.
  ///
  /// - Parameters:
  ///   - address: where the request comes from.
  ///   - now: exchange time of its arrival, in milliseconds.
  init?(
    _ request: HTTPRequest, _ route: Route, _ query: CheckedQuery, venue: PaperVenue, from address: String,
    now: Int
  ) throws(ExchangeError) {
    guard route.security != .none else { return nil }
    guard let id = request.headers["X-MBX-APIKEY"], PaperKey.isValidID(id) else { throw .badKeyFormat }
    timing = route.security.isSigned ? try Self.timing(query, route.family, now: now) : nil
    guard let key = venue.keys[id], key.isAllowed(from: address),
      key.rights.isSuperset(of: Self.rights(for: route)),
      let account = venue.accounts.account(key.accountNumber)
    else { throw .rejectedKey }
    self.key = key
    self.account = account
    if route.security.isSigned { try Self.checkSignature(of: request, query, key) }
  }

  private static func timing(
    _ query: CheckedQuery, _ family: RouteFamily, now: Int
  ) throws(ExchangeError) -> RequestTiming {
    for name in ["timestamp", "signature"] where (query[name] ?? "").isEmpty { throw .missingParameter(name) }
    let timing = try RequestTiming(query, family: family)
    try timing.checkOnArrival(now: now)
    return timing
  }

  private static func checkSignature(
    of request: HTTPRequest, _ query: CheckedQuery, _ key: PaperKey
  ) throws(ExchangeError) {
    let payload = SignedPayload(of: request, to: key.verifier)
    let text = query["signature"] ?? ""
    // An HMAC's digits may be large or small; the letters of Base64 mean something.
    let signature = (key.kind == .hmac ? Hexadecimal.decode(text) : Base64.decode(text)) ?? []
    // Asked in any case: it ends the message, and the next request begins with a fresh one.
    let isValid = key.verifier.isValid(signature.span)
    guard payload.signatureCount <= 1 else { throw .duplicateParameter }
    guard isValid, payload.isPercentEncoded, payload.signatureCount == 1 else { throw .invalidSignature }
  }

  /// The rights that a route asks for by its security type and family.
  private static func rights(for route: Route) -> KeyRights {
    switch (route.security, route.family) {
    case (.none, _), (.apiKey, _): []
    case (.userData, _): .reading
    case (.trade, .spot): .spotTrading
    case (.trade, .futures): .futures
    case (.trade, .wallet): .spotTrading
    }
  }
}
