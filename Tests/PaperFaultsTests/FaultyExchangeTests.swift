import HTTP
import PaperFaults
import Testing

@Suite struct `Faulty exchange` {
  /// An exchange that books every POST.
  private final class Exchange {
    var carriedOut = 0
    lazy var faulty = FaultyExchange(
      seed: 1,
      handler: { [unowned self] request, _, _, _ in
        carriedOut += 1
        return HTTPReply(status: 200, body: Array(#"{"orderId":1}"#.utf8), keepsAlive: request.keepsAlive)
      },
      bookings: { [unowned self] in
        [Booking(symbol: "BTCUSDT", orderNumber: carriedOut, clientOrderID: "a\(carriedOut)")]
      })

    func send(_ fault: Fault, isKept: Bool = true) -> Delivery {
      _ = faulty.plan.add(FaultRule(fault: fault))
      let request = HTTPRequest(method: "POST", target: "/api/v3/order?a=1&signature=secret")
      let receipt = faulty.receive(request, connection: 4, isKept: isKept, wall: 9)
      #expect(receipt.fault == fault)
      return faulty.deliver(request, receipt, from: "127.0.0.1", wall: 10)
    }
  }

  static let faults: [(Fault, status: Int?)] = [
    (.delayBefore(milliseconds: 5), 200), (.delayAfter(milliseconds: 5), 200),
    (.closeBefore(resets: false), nil),
    (.closeBefore(resets: true), nil), (.closeAfter(resets: false), nil), (.closeAfter(resets: true), nil),
    (.closeKept, nil), (.half, nil), (.unknownStatus, 503), (.code(-1_006, books: true), 500),
    (.code(-1_006, books: false), 500), (.code(-1_007, books: true), 408), (.code(-1_008, books: false), 503),
    (.code(-2_013, books: false), 400),
    (.status(429, retryAfterSeconds: 7), 429), (.status(418, retryAfterSeconds: 9), 418),
    (.status(403, retryAfterSeconds: nil), 403), (.status(502, retryAfterSeconds: nil), 502), (.html, 200),
    (.garbage, nil), (.wrongJSON, 200),
  ]

  @Test(arguments: faults.indices) func `books exactly when the fault says so, and the ledger knows`(
    _ index: Int
  )
    throws
  {
    let (fault, status) = Self.faults[index]
    let exchange = Exchange()
    let delivery = exchange.send(fault)
    #expect(exchange.carriedOut == (fault.books ? 1 : 0))
    let ledger = exchange.faulty.ledger
    #expect(ledger.requestCount == 1)
    #expect(ledger.bookingCount == (fault.books ? 1 : 0))
    let entry = try #require(ledger.entries.first)
    #expect(entry.fault == fault.name)
    #expect(entry.bookings.count == (fault.books ? 1 : 0))
    #expect(entry.connection == 4 && entry.time == 9 && entry.isKept)
    #expect(entry.parameters == "a=1", "a signature is as good as its request")
    switch delivery {
    case .answer(let reply), .delayed(let reply, _): #expect(reply.status == status)
    case .bytes, .close: #expect(status == nil)
    }
  }

  @Test func `without a rule a request is answered as it is`() {
    let exchange = Exchange()
    let request = HTTPRequest(target: "/api/v3/ping")
    let receipt = exchange.faulty.receive(request, connection: 1, isKept: false, wall: 1)
    #expect(receipt.fault == nil)
    guard case .answer(let reply) = exchange.faulty.deliver(request, receipt, from: "::1", wall: 1) else {
      Issue.record("not answered")
      return
    }
    #expect(reply.status == 200)
  }

  @Test func `half an answer is the first half of the real one`() {
    let exchange = Exchange()
    guard case .bytes(let bytes) = exchange.send(.half) else {
      Issue.record("no bytes")
      return
    }
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("HTTP/1.1 200"))
    #expect(bytes.count < 100)
  }

  @Test func `the wait that a refusal asks for is in its head`() {
    guard case .answer(let reply) = Exchange().send(.status(429, retryAfterSeconds: 7)) else {
      Issue.record("not answered")
      return
    }
    #expect(reply.headers["Retry-After"] == "7")
  }

  @Test func `the ledger is bounded and goes on counting`() {
    let exchange = Exchange()
    let request = HTTPRequest(target: "/api/v3/ping")
    for _ in 0..<(RequestLedger.entryCountMax + 5) {
      let receipt = exchange.faulty.receive(request, connection: 1, isKept: true, wall: 1)
      _ = exchange.faulty.deliver(request, receipt, from: "::1", wall: 1)
    }
    let ledger = exchange.faulty.ledger
    #expect(ledger.entries.count <= RequestLedger.entryCountMax)
    #expect(ledger.requestCount == RequestLedger.entryCountMax + 5)
    #expect(ledger.entries.last?.number == ledger.requestCount)
    #expect(ledger.entries.last?.status == 200)
  }

  @Test func `an entry of the ledger keeps no more of a long header or path than means something`() throws {
    let exchange = Exchange()
    let long = String(repeating: "k", count: 60_000)
    let request = HTTPRequest(target: "/" + long, headers: HTTPHeaders([("X-MBX-APIKEY", long)]))
    _ = exchange.faulty.receive(request, connection: 1, isKept: false, wall: 1)
    let entry = try #require(exchange.faulty.ledger.entries.first)
    #expect(entry.path.utf8.count == RequestLedger.wordByteCountMax)
    #expect(entry.keyID?.utf8.count == RequestLedger.wordByteCountMax)
  }
}
