import Values
import Catalog
import Foundation
import HTTP
import LinuxIO
import Signing
import TestSupport
import Testing
import Values

@testable import Exchange

/// The exchange's documented examples, as the bytes that would be sent.
@Suite(.onLoop) struct `Signed requests as bytes` {
  @LoopActor private func text(
    _ endpoint: Endpoint, _ query: [(name: String, value: String)], _ key: ExchangeKey, time: Int
  ) throws -> String {
    let writer = RequestWriter(to: try BaseURL("https://api.binance.com"), version: "1.2.3")
    var bytes: [UInt8] = []
    try writer.append(
      ExchangeRequest(endpoint: endpoint, query: query, weight: 1, isRead: endpoint.method == "GET"),
      .signature(key, timestampMilliseconds: time, recvWindowMilliseconds: 5_000), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let order: [(name: String, value: String)] = [
    ("symbol", "LTCBTC"), ("side", "BUY"), ("type", "LIMIT"), ("timeInForce", "GTC"), ("quantity", "1"),
    ("price", "0.1"),
  ]

  @Test @LoopActor func `an order is signed in its body, as rest-api.md has it`() throws {
    let text = try text(KeyFixture.order, Self.order, KeyFixture.hmac(), time: 1_499_827_319_559)
    #expect(
      text == """
        POST /api/v3/order HTTP/1.1\r
        Host: api.binance.com\r
        User-Agent: bulkhead/1.2.3\r
        Accept: application/json\r
        X-MBX-APIKEY: \(KeyFixture.id)\r
        Content-Type: application/x-www-form-urlencoded\r
        Content-Length: 185\r
        \r
        symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000\
        &timestamp=1499827319559\
        &signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71
        """)
  }

  @Test @LoopActor func `a cancel is signed in its query`() throws {
    let text = try text(KeyFixture.cancel, Self.order, KeyFixture.hmac(), time: 1_499_827_319_559)
    #expect(
      text == """
        DELETE /api/v3/order?symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1\
        &recvWindow=5000&timestamp=1499827319559\
        &signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71 HTTP/1.1\r
        Host: api.binance.com\r
        User-Agent: bulkhead/1.2.3\r
        Accept: application/json\r
        X-MBX-APIKEY: \(KeyFixture.id)\r
        \r\n
        """)
  }

  @Test @LoopActor func `what is not ASCII is encoded before it is signed`() throws {
    var query = Self.order
    query[0].value = "１２３４５６"
    let text = try text(KeyFixture.cancel, query, KeyFixture.hmac(), time: 1_499_827_319_559)
    #expect(text.contains("?symbol=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95%EF%BC%96&side=BUY"))
    #expect(text.contains("&signature=e1353ec6b14d888f1164ae9af8228a3dbd508bc82eb867db8ab6046442f33ef3 "))
  }

  @Test @LoopActor func `the example of the futures documents is reproduced`() throws {
    let endpoint = Endpoint(
      api: .futures, method: "DELETE", path: "/fapi/v1/order", weight: .fixed(1), security: .trade)
    let text = try text(
      endpoint,
      [
        ("symbol", "BTCUSDT"), ("side", "BUY"), ("type", "LIMIT"), ("quantity", "1"), ("price", "9000"),
        ("timeInForce", "GTC"),
      ],
      KeyFixture.hmac("2b5eb11e18796d12d88f13dc27dbbd02c2cc51ff7059765ed9821957d82bb4d9"),
      time: 1_591_702_613_943)
    #expect(text.contains("&signature=3c661234138461fcc7a7d8746c6558c9842d4e10870d2ecbedf7777cad694af9 "))
  }

  @Test @LoopActor func `a question without parameters begins with its window`() throws {
    let text = try text(KeyFixture.account, [], KeyFixture.hmac(), time: 1)
    #expect(text.hasPrefix("GET /api/v3/account?recvWindow=5000&timestamp=1&signature="))
  }

  /// The signature of what was sent, checked by the public half.
  @LoopActor private func verify(_ key: sending PrivateKey, _ kind: SignatureKind) throws {
    let verifier = Verifier.publicKey(try key.publicKey())
    let exchangeKey = ExchangeKey(id: "abc", signer: .privateKey(key))
    #expect(exchangeKey.signer.kind == kind)
    let text = try text(KeyFixture.cancel, Self.order, exchangeKey, time: 1_499_827_319_559)
    let query = try #require(text.split(separator: " ").dropFirst().first?.split(separator: "?").last)
    let parts = query.components(separatedBy: "&signature=")
    #expect(parts.count == 2)
    #expect(!parts[1].contains("+") && !parts[1].contains("/") && !parts[1].contains("="))
    let encoded = try #require(PercentEncoding.decode(parts[1]))
    let signature = try #require(Base64.decode(String(decoding: encoded, as: UTF8.self)))
    verifier.update(Array(parts[0].utf8).span)
    let isValid = verifier.isValid(signature.span)
    #expect(isValid)
    verifier.update(Array((parts[0] + "&").utf8).span)
    let isValidForMore = verifier.isValid(signature.span)
    #expect(!isValidForMore)
  }

  @Test @LoopActor func `Ed25519 signs the query, in Base64 that is percent-encoded`() throws {
    for _ in 0..<20 { try verify(PrivateKey.generateEd25519(), .ed25519) }
  }

  @Test @LoopActor func `RSA signs the query, in Base64 that is percent-encoded`() throws {
    try verify(PrivateKey.generateRSA(bitCount: 2_048), .rsa)
  }

  @Test @LoopActor func `a key without need of a signature is only named`() throws {
    let writer = RequestWriter(to: try BaseURL("https://api.binance.com"), version: "1")
    var bytes: [UInt8] = []
    try writer.append(ExchangeFixture.read, .key(KeyFixture.hmac()), to: &bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasPrefix("GET /api/v3/time HTTP/1.1\r\n"))
    #expect(text.contains("\r\nX-MBX-APIKEY: \(KeyFixture.id)\r\n"))
  }

  @Test(arguments: ["", "abc\r\nHost: evil", "abc def", "é", String(repeating: "a", count: 129)])
  func `what is no id of a key is told`(_ id: String) {
    #expect(!ExchangeKey.isUsableID(id))
  }

  @Test func `the exchange's ids are told too`() {
    #expect(ExchangeKey.isUsableID(KeyFixture.id))
  }
}
