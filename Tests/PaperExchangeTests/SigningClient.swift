import HTTP
import PaperAccounts
import PaperCore
import Signing
import Testing
import Values

@testable import PaperRoutes

/// A client with a key, at an exchange whose routes only say who asks.
final class SigningClient {
  static let id = String(repeating: "k", count: 64)

  let venue = PaperVenue(exchange: PaperExchange(seed: 7))
  let router: Router
  let account: Account
  let signer: Signer
  let kind: SignatureKind
  var now = PaperClient.noon
  var address = "127.0.0.1"
  var headers: [(name: String, value: String)]

  /// One of each family and security type; they answer with the account's number.
  static let routes: [Route] = ["/api/v3", "/sapi/v1", "/fapi/v1"].flatMap { root -> [Route] in
    [("read", Route.Security.userData), ("trade", .trade), ("stream", .apiKey), ("open", .none)].flatMap {
      row -> [Route] in
      ["GET", "POST"].map { method in
        Route(
          method, "\(root)/\(row.0)", row.1,
          parameters: [Parameter("symbol", .text), Parameter("note", .text)], weight: 1
        ) { answer in
          Array(#"{"account":\#(answer.account?.number ?? 0),"note":"\#(answer.query["note"] ?? "")"}"#.utf8)
        }
      }
    }
  }

  /// One that asks for more than its security type does.
  static let demanding = [
    Route("POST", "/sapi/v1/withdraw", .userData, weight: 1) { answer throws(ExchangeError) in
      try answer.demand(.withdrawals)
      return Array("{}".utf8)
    }
  ]

  init(
    _ kind: SignatureKind = .hmac, rights: KeyRights = [.reading, .spotTrading, .futures],
    addresses: [String] = []
  ) throws {
    self.kind = kind
    router = Router(venue: venue, routes: Self.routes + Self.demanding + Route.keys)
    account = try #require(venue.accounts.open(now: PaperClient.noon))
    let verifier: Verifier
    switch kind {
    case .hmac:
      let secret = Secret(
        copying: "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j".utf8.span)
      signer = .hmac(try HMACSHA256(secret))
      verifier = .hmac(try HMACSHA256(secret))
    case .ed25519, .rsa:
      let key = kind == .rsa ? try PrivateKey.generateRSA(bitCount: 1_024) : try PrivateKey.generateEd25519()
      signer = .privateKey(key)
      verifier = .publicKey(try key.publicKey())
    }
    headers = [("X-MBX-APIKEY", Self.id)]
    let key = PaperKey(
      id: Self.id, verifier: verifier, accountNumber: account.number, rights: rights, addresses: addresses,
      createTimeMilliseconds: 1_698_645_219_000)
    #expect(venue.keys.add(key))
  }

  /// A signature as a query string carries it.
  func signature(of payload: String) throws -> String {
    signer.update(payload.utf8.span)
    let bytes = try signer.finish()
    return kind == .hmac ? Hexadecimal.text(bytes) : PercentEncoding.encode(Base64.text(bytes))
  }

  func send(
    _ method: String, _ target: String, body: [UInt8] = [], arrivedAt arrival: Int? = nil
  ) -> HTTPReply {
    let request = HTTPRequest(method: method, target: target, headers: HTTPHeaders(headers), body: body)
    return router.reply(to: request, from: address, now: now, arrivedAt: arrival)
  }

  /// A request whose signature stands behind its query.
  func signed(
    _ path: String, _ query: String, method: String = "GET", arrivedAt arrival: Int? = nil
  ) throws -> HTTPReply {
    send(method, "\(path)?\(query)&signature=\(try signature(of: query))", arrivedAt: arrival)
  }

  /// What a refusal says; nil for a success.
  static func refusal(_ reply: HTTPReply) throws -> PaperClient.Refusal? {
    guard reply.status != 200 else { return nil }
    let root = try JSONDocument(reply.body).root
    return PaperClient.Refusal(
      status: reply.status, code: root["code"]?.integer ?? 0, message: root["msg"]?.string ?? "")
  }
}
