import HTTP
import PaperAccounts
import Signing
import Testing

@testable import PaperRoutes

/// Who is let in, and what the others hear (rest-api.md, "Request Security"; errors.md).
@Suite struct `Who is let in` {
  typealias Refusal = PaperClient.Refusal

  static let invalidSignature = Refusal(
    status: 400, code: -1022, message: "Signature for this request is not valid.")
  static let badFormat = Refusal(status: 401, code: -2014, message: "API-key format invalid.")
  static let rejected = Refusal(
    status: 401, code: -2015, message: "Invalid API-key, IP, or permissions for action.")
  static let duplicate = Refusal(
    status: 400, code: -1101, message: "Duplicate values for a parameter detected.")

  static func missing(_ name: String) -> Refusal {
    Refusal(
      status: 400, code: -1102,
      message: "Mandatory parameter '\(name)' was not sent, was empty/null, or malformed.")
  }

  static let stamp = "timestamp=\(PaperClient.noon)"

  @Test(arguments: SignatureKind.allCases) func `a right signature opens the account`(
    _ kind: SignatureKind
  ) throws {
    let client = try SigningClient(kind)
    for root in ["/api/v3", "/sapi/v1", "/fapi/v1"] {
      for name in ["read", "trade"] {
        let reply = try client.signed("\(root)/\(name)", "symbol=BTCUSDT&\(Self.stamp)", method: "POST")
        #expect(reply.status == 200)
        let text = String(decoding: reply.body, as: UTF8.self)
        #expect(text == #"{"account":\#(client.account.number),"note":""}"#)
      }
    }
  }

  @Test(arguments: SignatureKind.allCases) func `one other bit anywhere is -1022`(
    _ kind: SignatureKind
  ) throws {
    let client = try SigningClient(kind)
    let query = "note=abc&\(Self.stamp)"
    let signature = try client.signature(of: query)
    #expect(client.send("GET", "/api/v3/read?\(query)&signature=\(signature)").status == 200)
    for wrong in ["note=abd&\(Self.stamp)", "note=ABC&\(Self.stamp)", "\(Self.stamp)&note=abc"] {
      let reply = client.send("GET", "/api/v3/read?\(wrong)&signature=\(signature)")
      #expect(try SigningClient.refusal(reply) == Self.invalidSignature)
    }
    let other = try SigningClient(kind == .hmac ? .ed25519 : .hmac).signature(of: query)
    for wrong in [other, String(signature.dropLast(3)), signature + "A", "A", "zz", "%20", "%FF"] {
      let reply = client.send("GET", "/api/v3/read?\(query)&signature=\(wrong)")
      let refusal = try #require(try SigningClient.refusal(reply))
      // What is not UTF-8 is no parameter.
      #expect(refusal == Self.invalidSignature || (wrong == "%FF" && refusal.code == -1100))
    }
    #expect(client.send("GET", "/api/v3/read?\(query)&signature=\(signature)").status == 200)
  }

  @Test func `only the digits of HMAC may be of either case`() throws {
    for kind in SignatureKind.allCases {
      let client = try SigningClient(kind)
      let signature = try client.signature(of: Self.stamp)
      let other = kind == .hmac ? signature.uppercased() : signature.lowercased()
      let reply = client.send("GET", "/api/v3/read?\(Self.stamp)&signature=\(other)")
      #expect(try SigningClient.refusal(reply) == (kind == .hmac ? nil : Self.invalidSignature))
    }
  }

  @Test func `Base64 must be percent-encoded`() throws {
    let client = try SigningClient(.ed25519)
    var found = false
    for number in 0..<200 where !found {
      let query = "note=\(number)&\(Self.stamp)"
      let signature = try client.signature(of: query)
      guard signature.contains("%2B") else { continue }
      found = true
      let raw = signature.replacing("%2B", with: "+")
      let reply = client.send("GET", "/api/v3/read?\(query)&signature=\(raw)")
      #expect(try SigningClient.refusal(reply) == Self.invalidSignature, "a plus is a space there")
      #expect(client.send("GET", "/api/v3/read?\(query)&signature=\(signature)").status == 200)
    }
    #expect(found)
  }

  @Test func `a key's id has 64 letters and digits, or is -2014`() throws {
    let client = try SigningClient()
    for id in [
      nil, "", "k", String(repeating: "k", count: 63), String(repeating: "k", count: 65),
      String(repeating: "k", count: 63) + "-", String(repeating: "é", count: 32),
    ] {
      client.headers = id.map { [("x-mbx-apikey", $0)] } ?? []
      for path in ["/api/v3/read", "/api/v3/stream", "/sapi/v1/read", "/fapi/v1/trade"] {
        let reply = try client.signed(path, Self.stamp)
        #expect(try SigningClient.refusal(reply) == Self.badFormat, "\(path)")
      }
      #expect(client.send("GET", "/api/v3/open").status == 200, "nobody asks for it there")
    }
  }

  @Test func `a key that is not known, or no more, is -2015`() throws {
    let client = try SigningClient()
    client.headers = [("X-MBX-APIKEY", String(repeating: "x", count: 64))]
    #expect(try SigningClient.refusal(client.signed("/api/v3/read", Self.stamp)) == Self.rejected)
    client.headers = [("X-MBX-APIKEY", SigningClient.id)]
    #expect(try client.signed("/api/v3/read", Self.stamp).status == 200)
    client.venue.keys.remove(id: SigningClient.id)
    #expect(try SigningClient.refusal(client.signed("/api/v3/read", Self.stamp)) == Self.rejected)
  }

  static let permissions: [(rights: KeyRights, path: String, isAllowed: Bool)] = [
    (.reading, "/api/v3/read", true), (.reading, "/api/v3/trade", false),
    (.reading, "/sapi/v1/read", true), (.reading, "/fapi/v1/read", true), (.reading, "/fapi/v1/trade", false),
    (.spotTrading, "/api/v3/trade", true), (.spotTrading, "/api/v3/read", false),
    ([.reading, .spotTrading], "/fapi/v1/trade", false), ([.reading, .futures], "/fapi/v1/trade", true),
    ([.reading, .futures], "/api/v3/trade", false), ([], "/api/v3/read", false),
    ([], "/api/v3/stream", true),
  ]

  @Test(arguments: permissions.indices) func `a key does what it may do`(_ index: Int) throws {
    let (rights, path, isAllowed) = Self.permissions[index]
    let client = try SigningClient(rights: rights)
    let query = path.hasSuffix("stream") ? "" : Self.stamp
    let reply = query.isEmpty ? client.send("GET", path) : try client.signed(path, query)
    #expect(try SigningClient.refusal(reply) == (isAllowed ? nil : Self.rejected))
  }

  @Test func `a route may ask for a right of its own`() throws {
    for (rights, refusal) in [(KeyRights.reading, Self.rejected), ([.reading, .withdrawals], nil)] {
      let client = try SigningClient(rights: rights)
      let reply = try client.signed("/sapi/v1/withdraw", Self.stamp, method: "POST")
      #expect(try SigningClient.refusal(reply) == refusal)
    }
  }

  @Test func `a key with addresses works from there only`() throws {
    let client = try SigningClient(addresses: ["10.0.0.1", "10.0.0.2"])
    #expect(try SigningClient.refusal(client.signed("/api/v3/read", Self.stamp)) == Self.rejected)
    #expect(try SigningClient.refusal(client.send("GET", "/api/v3/stream")) == Self.rejected)
    client.address = "10.0.0.2"
    #expect(try client.signed("/api/v3/read", Self.stamp).status == 200)
    #expect(client.send("GET", "/api/v3/stream").status == 200)
  }

  @Test func `timestamp and signature are mandatory`() throws {
    let client = try SigningClient()
    for (query, name) in [
      ("", "timestamp"), ("signature=ab", "timestamp"), ("timestamp=&signature=ab", "timestamp"),
      (Self.stamp, "signature"), ("\(Self.stamp)&signature=", "signature"),
      ("\(Self.stamp)&Signature=ab", "signature"),
    ] {
      for root in ["/api/v3", "/sapi/v1", "/fapi/v1"] {
        let reply = client.send("GET", "\(root)/read?\(query)")
        #expect(try SigningClient.refusal(reply) == Self.missing(name), "\(query)")
      }
    }
  }

  @Test func `what is wrong first is said first`() throws {
    let client = try SigningClient(rights: [])
    client.headers = [("X-MBX-APIKEY", "short")]
    #expect(try SigningClient.refusal(client.send("GET", "/api/v3/read?bogus=1")) == Self.badFormat)
    client.headers = [("X-MBX-APIKEY", SigningClient.id)]
    #expect(
      try SigningClient.refusal(client.send("GET", "/api/v3/read?bogus=1")) == Self.missing("timestamp"))
    let late = client.send("GET", "/api/v3/read?bogus=1&timestamp=1&signature=00")
    #expect(try SigningClient.refusal(late)?.code == -1021)
    let unsigned = client.send("GET", "/api/v3/read?bogus=1&\(Self.stamp)&signature=00")
    #expect(try SigningClient.refusal(unsigned) == Self.rejected)
    let reader = try SigningClient(rights: .reading)
    let wrong = reader.send("GET", "/api/v3/read?bogus=1&\(Self.stamp)&signature=00")
    #expect(try SigningClient.refusal(wrong) == Self.invalidSignature)
    let right = try reader.signed("/api/v3/read", "bogus=1&\(Self.stamp)")
    #expect(
      try SigningClient.refusal(right)
        == Refusal(
          status: 400, code: -1104,
          message: "Not all sent parameters were read; read '2' parameter(s) but was sent '3'."))
    #expect(try reader.signed("/fapi/v1/read", "bogus=1&\(Self.stamp)").status == 200)
    #expect(try reader.signed("/sapi/v1/read", "bogus=1&\(Self.stamp)").status == 200)
  }

  @Test func `every refused request weighs what it asks for`() throws {
    let client = try SigningClient()
    client.headers = []
    for count in 1...3 {
      let reply = client.send("GET", "/api/v3/read")
      #expect(reply.status == 401 && reply.reason == "Unauthorized")
      #expect(reply.headers["x-mbx-used-weight-1m"] == "\(count)")
    }
  }

  @Test func `nobody's random numbers change an answer`() throws {
    let replies = try (0..<2).map { _ in
      let client = try SigningClient(.ed25519)
      return try client.signed("/sapi/v1/account/apiRestrictions", Self.stamp)
    }
    #expect(replies[0] == replies[1])
  }

  @Test func `a ring of keys is bounded and holds an id once`() throws {
    let client = try SigningClient()
    let key = try #require(client.venue.keys[SigningClient.id])
    #expect(!client.venue.keys.add(key))
    let ring = KeyRing()
    func named(_ number: Int) -> PaperKey {
      let digits = String(number)
      let id = String(repeating: "0", count: 64 - digits.count) + digits
      return PaperKey(id: id, verifier: key.verifier, accountNumber: 1, rights: [])
    }
    for number in 0..<KeyRing.countMax { #expect(ring.add(named(number))) }
    #expect(!ring.add(named(KeyRing.countMax)))
    #expect(ring.count == KeyRing.countMax)
  }
}
