import HTTP
import Signing
import Testing

@testable import PaperRoutes

/// What a signature covers: the bytes that were sent, and no others.
@Suite struct `The signed payload` {
  static let stamp = "timestamp=\(PaperClient.noon)"

  /// What is left of a query or body, with the parameter taken out of its place.
  @Test(arguments: [
    ("a=1&b=2&signature=x", "a=1&b=2"), ("signature=x&a=1&b=2", "a=1&b=2"),
    ("a=1&signature=x&b=2", "a=1&b=2"),
    ("signature=x", ""), ("", ""), ("a=1", "a=1"), ("a=1&", "a=1&"), ("a=1&&signature=x", "a=1&"),
    ("a=1&signature=x&", "a=1&"), ("signature=x&", ""), ("a=signature=x", "a=signature=x"),
    ("asignature=x&b=1", "asignature=x&b=1"), ("signature=", ""), ("a=%26signature=x", "a=%26signature=x"),
    ("signatures=x", "signatures=x"), ("signature", "signature"), ("&signature=x", ""),
  ]) func `is what is sent without the signature`(_ sent: String, _ payload: String) {
    let bytes = Array(sent.utf8)
    let piece = SignedPayload.piece(of: bytes.span)
    #expect(String(decoding: bytes[piece.before] + bytes[piece.after], as: UTF8.self) == payload)
  }

  /// The ways in which clients place parameters: (query, body, payload), `S` for the signature.
  static let placements: [(query: String, body: String, payload: String)] = [
    ("note=a&\(stamp)&signature=S", "", "note=a&\(stamp)"),
    ("", "note=a&\(stamp)&signature=S", "note=a&\(stamp)"),
    ("note=a", "\(stamp)&signature=S", "note=a\(stamp)"),
    ("note=a&signature=S", stamp, "note=a\(stamp)"),
    ("note=a&\(stamp)", "signature=S", "note=a&\(stamp)"),
    ("signature=S&note=a", stamp, "note=a\(stamp)"),
    ("symbol=X&signature=S&note=a", stamp, "symbol=X&note=a\(stamp)"),
    ("symbol=X", "signature=S&note=a&\(stamp)", "symbol=Xnote=a&\(stamp)"),
    ("symbol=%EF%BC%91%EF%BC%92&note=a", "\(stamp)&signature=S", "symbol=%EF%BC%91%EF%BC%92&note=a\(stamp)"),
    ("note=a%20b", "\(stamp)&signature=S", "note=a%20b\(stamp)"),
    ("note=a+b", "\(stamp)&signature=S", "note=a+b\(stamp)"),
    ("note=%41&symbol=%7e&signature=S", stamp, "note=%41&symbol=%7e\(stamp)"),
  ]

  @Test(arguments: placements.indices, SignatureKind.allCases)
  func `may lie in the query, in the body, or in both`(_ index: Int, _ kind: SignatureKind) throws {
    let row = Self.placements[index]
    let client = try SigningClient(kind)
    let signature = try client.signature(of: row.payload)
    let query = row.query.replacing("=S", with: "=" + signature)
    let body = row.body.replacing("=S", with: "=" + signature)
    let target = "/api/v3/trade" + (query.isEmpty ? "" : "?" + query)
    let reply = client.send("POST", target, body: Array(body.utf8))
    #expect(try SigningClient.refusal(reply) == nil)
  }

  @Test func `of the exchange's mixed example is query and body without anything in between`() throws {
    // rest-api.md (2025 and before), "Example 3: mixed query string and request body": its key and signature.
    let signature = "0fd168b8ddb4876a0358a8d14d0c9f3da0e9b20c5d52b2a00fcf7d1c602f9a77"
    let query = "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC"
    let body = "quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559&signature=\(signature)"
    let client = try SigningClient()
    let verifier = try #require(client.venue.keys[SigningClient.id]).verifier
    let request = HTTPRequest(method: "POST", target: "/api/v3/order?" + query, body: Array(body.utf8))
    let payload = SignedPayload(of: request, to: verifier)
    let bytes = try #require(Hexadecimal.decode(signature))
    let isValid = verifier.isValid(bytes.span)
    #expect(isValid && payload.signatureCount == 1)
  }

  @Test func `counts as it was encoded by the client`() throws {
    let client = try SigningClient()
    // Python's urlencode writes a space as a plus and keeps the order of the dictionary; others write %20.
    for query in [
      "note=a+b&\(Self.stamp)", "note=a%20b&\(Self.stamp)", "\(Self.stamp)&note=%5B%22A%22%5D",
      "\(Self.stamp)&note=[%22A%22]", "note=%c3%a9&\(Self.stamp)", "note=%C3%A9&\(Self.stamp)",
    ] {
      #expect(try SigningClient.refusal(client.signed("/api/v3/read", query)) == nil, "\(query)")
    }
    let signature = try client.signature(of: "note=%C3%A9&\(Self.stamp)")
    let other = client.send("GET", "/api/v3/read?note=%c3%a9&\(Self.stamp)&signature=\(signature)")
    #expect(try SigningClient.refusal(other) == `Who is let in`.invalidSignature)
  }

  @Test func `that was signed before it was encoded is refused`() throws {
    let client = try SigningClient()
    let signature = try client.signature(of: "note=é&\(Self.stamp)")
    let encoded = client.send("GET", "/api/v3/read?note=%C3%A9&\(Self.stamp)&signature=\(signature)")
    #expect(try SigningClient.refusal(encoded) == `Who is let in`.invalidSignature)
    let raw = "note=é&\(Self.stamp)&signature=\(signature)"
    let reply = client.send("POST", "/api/v3/read", body: Array(raw.utf8))
    #expect(try SigningClient.refusal(reply) == `Who is let in`.invalidSignature, "nor is it sent raw")
  }

  @Test func `has one signature`() throws {
    let client = try SigningClient()
    let signature = try client.signature(of: Self.stamp)
    let twice = client.send("GET", "/api/v3/read?\(Self.stamp)&signature=\(signature)&signature=\(signature)")
    #expect(try SigningClient.refusal(twice) == `Who is let in`.duplicate)
    let both = client.send(
      "POST", "/api/v3/read?\(Self.stamp)&signature=\(signature)", body: Array("signature=\(signature)".utf8))
    #expect(try SigningClient.refusal(both) == `Who is let in`.duplicate)
    let hidden = client.send("GET", "/api/v3/read?\(Self.stamp)&s%69gnature=\(signature)")
    #expect(try SigningClient.refusal(hidden) == `Who is let in`.invalidSignature)
    #expect(try client.signed("/api/v3/read", Self.stamp).status == 200, "and the next one begins anew")
  }

  @Test func `a parameter in both places counts with the query's value`() throws {
    let client = try SigningClient()
    let query = "note=query&\(Self.stamp)"
    let body = "note=body&timestamp=5"
    let signature = try client.signature(of: query + body)
    let reply = client.send(
      "POST", "/api/v3/read?\(query)", body: Array("\(body)&signature=\(signature)".utf8))
    #expect(String(decoding: reply.body, as: UTF8.self).hasSuffix(#""note":"query"}"#))
  }
}
