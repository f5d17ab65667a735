import Foundation
import Testing

extension `End to end` {
  /// What a client sees of each fault on an order, and what has become of the order.
  @Suite struct `Faults on demand` {
    struct Row: Sendable {
      /// The rule without method and path.
      let rule: String
      /// Whether the order is there afterwards.
      let books: Bool
      /// Whether a client sees what it should.
      let isRight: @Sendable (Reception) -> Bool

      init(_ rule: String, books: Bool, _ isRight: @escaping @Sendable (Reception) -> Bool) {
        self.rule = rule
        self.books = books
        self.isRight = isRight
      }

      /// An answer of JSON with this status and this code of the exchange.
      static func refusal(
        _ rule: String, books: Bool, _ status: Int, _ code: Int, retryAfter: String? = nil
      ) -> Row {
        Row(rule, books: books) {
          $0.status == status && $0.code == code && $0.header("Retry-After") == retryAfter
            && !($0.json?["msg"] as? String ?? "").isEmpty
        }
      }

      /// A web page with this status.
      static func page(_ rule: String, _ status: Int) -> Row {
        Row(rule, books: false) {
          $0.status == status && $0.text.hasPrefix("<html") && $0.header("Content-Type") == "text/html"
        }
      }
    }

    private static let rows: [Row] = [
      Row(#""kind":"close_before""#, books: false) { $0.bytes.isEmpty && $0.ending == .finished },
      Row(#""kind":"close_before","reset":true"#, books: false) { $0.bytes.isEmpty && $0.ending == .reset },
      Row(#""kind":"close_after""#, books: true) { $0.bytes.isEmpty && $0.ending == .finished },
      Row(#""kind":"close_after","reset":true"#, books: true) { $0.bytes.isEmpty && $0.ending == .reset },
      Row(#""kind":"half""#, books: true) {
        $0.ending == .finished && $0.status == nil && $0.bytes.starts(with: Array("HTTP/1.1 200 ".utf8))
      },
      .refusal(#""kind":"unknown_status""#, books: true, 503, -1000),
      .refusal(#""kind":"code","code":-1006,"books":true"#, books: true, 500, -1006),
      .refusal(#""kind":"code","code":-1006"#, books: false, 500, -1006),
      .refusal(#""kind":"code","code":-1007,"books":true"#, books: true, 408, -1007),
      .refusal(#""kind":"code","code":-1007"#, books: false, 408, -1007),
      .refusal(#""kind":"code","code":-1008"#, books: false, 503, -1008),
      .refusal(
        #""kind":"status","status":429,"retry_after":7"#, books: false, 429, -1003, retryAfter: "7"),
      .refusal(
        #""kind":"status","status":418,"retry_after":120"#, books: false, 418, -1003, retryAfter: "120"),
      .page(#""kind":"status","status":403"#, 403), .page(#""kind":"status","status":500"#, 500),
      .page(#""kind":"status","status":502"#, 502), .page(#""kind":"html""#, 200),
      Row(#""kind":"garbage""#, books: false) {
        $0.ending == .finished && $0.bytes.count > 16 && !$0.bytes.starts(with: Array("HTTP/".utf8))
      },
      Row(#""kind":"wrong_json""#, books: true) {
        $0.status == 200 && $0.header("Content-Type")?.hasPrefix("application/json") == true
          && $0.body.count > 16 && $0.json == nil
      },
    ]

    @Test func `each shows itself as it should, and the order is there or is not`() throws {
      let faults = try FaultsUnderTest()
      var bookedCount = 0
      for (index, row) in Self.rows.enumerated() {
        let id = "row-\(index)"
        try faults.demand(row.rule)
        let seen = try faults.send(faults.order(id))
        #expect(row.isRight(seen), "\(row.rule): \(seen)")
        #expect(try faults.exists(id) == row.books, "\(row.rule)")
        bookedCount += row.books ? 1 : 0
        let ledger = try faults.ledger()
        #expect(ledger.booked == bookedCount && ledger.requests == (index + 1) * 2, "\(row.rule)")
        try checkEntry(try #require(ledger.entries.first), id, row)
        #expect(ledger.entries.last?["method"] as? String == "GET")
        #expect(ledger.entries.last?["fault"] == nil)
      }
      let rules = try #require(try faults.control("GET", "/faults").json?["rules"] as? [[String: Any]])
      #expect(rules.map { $0["happened"] as? Int } == Self.rows.map { _ in 1 })
      let after = try faults.send(faults.order("after"))
      #expect(after.status == 200 && after.json?["clientOrderId"] as? String == "after")
      let open = try faults.customer.ask("GET", "/api/v3/openOrders", "symbol=BTCUSDT") as? [[String: Any]]
      #expect(open?.count == bookedCount + 1)
      #expect(try faults.finish() == 0)
    }

    private func checkEntry(_ entry: [String: Any], _ id: String, _ row: Row) throws {
      #expect(entry["method"] as? String == "POST" && entry["path"] as? String == "/api/v3/order")
      #expect(row.rule.contains("\"\(entry["fault"] as? String ?? "?")\""), "\(row.rule)")
      let parameters = try #require(entry["parameters"] as? String)
      #expect(parameters.contains("newClientOrderId=\(id)&") && !parameters.contains("signature"))
      let booked = try #require(entry["booked"] as? [[String: Any]])
      #expect(booked.map { $0["clientOrderId"] as? String } == (row.books ? [id] : []), "\(row.rule)")
      // An order that was booked was answered with 200, whatever its client saw of that.
      if row.books { #expect(entry["status"] as? Int == 200, "\(row.rule)") }
      if row.rule.contains("close_before") { #expect(entry["status"] == nil) }
    }

    @Test func `a kept connection is given up after a whole request was read, a fresh one never`() throws {
      let faults = try FaultsUnderTest()
      try faults.demand(#""kind":"close_kept","count":0"#)
      let descriptor = try LoopbackSocket.connected(port: faults.customer.port)
      defer { close(descriptor) }
      #expect(try faults.send(faults.order("fresh"), on: descriptor).status == 200)
      let kept = try faults.send(faults.order("kept"), on: descriptor)
      #expect(kept.bytes.isEmpty && kept.ending == .finished)
      #expect(try faults.send(faults.order("again")).status == 200)
      #expect(try ["fresh", "kept", "again"].map(faults.exists) == [true, false, true])
      let ledger = try faults.ledger()
      let posts = ledger.entries.filter { $0["method"] as? String == "POST" }
      #expect(posts.map { $0["kept"] as? Bool } == [false, true, false])
      #expect(posts.map { $0["fault"] as? String } == [nil, "close_kept", nil])
      #expect(posts[0]["connection"] as? Int == posts[1]["connection"] as? Int)
      #expect(ledger.booked == 2)
      #expect(try faults.finish() == 0)
    }

    @Test func `a delay is before or after the order takes effect, and its window goes on meanwhile`() throws
    {
      let faults = try FaultsUnderTest()
      let rows = [("before", "delay_before", 800, 60_000), ("after", "delay_after", 800, 60_000)]
      let late = ("late", "delay_before", 1_300, 1_000)
      var sent: [(descriptor: Int32, watch: Stopwatch)] = []
      defer { for one in sent { close(one.descriptor) } }
      for (index, row) in (rows + [late]).enumerated() {
        try faults.demand(#""kind":"\#(row.1)","delay_ms":\#(row.2)"#)
        let descriptor = try LoopbackSocket.connected(port: faults.customer.port)
        sent.append((descriptor, Stopwatch()))
        #expect(LoopbackSocket.send(descriptor, faults.order(row.0, window: row.3)))
        // Its fault is the one just asked for once it is in the ledger.
        try faults.customer.program.wait(for: "the order in the ledger") {
          try faults.control("GET", "/ledger").json?["requests"] as? Int == index + 1
        }
      }
      #expect(try faults.exists("after"), "before its answer")
      let isThere = try faults.exists("before")
      // On a machine that stood still for so long nothing can be said.
      if sent[0].watch.seconds < 0.8 { #expect(!isThere) }
      let answers = sent.map { one in (Reception(from: one.descriptor), one.watch.seconds) }
      #expect(answers.map { $0.0.status } == [200, 200, 400])
      #expect(answers[2].0.code == -1021)
      #expect(answers[2].0.text.contains("outside of the recvWindow"))
      #expect(answers[0].1 >= 0.8 && answers[1].1 >= 0.8 && answers[2].1 >= 1.3)
      #expect(try ["before", "after", "late"].map(faults.exists) == [true, true, false])
      // The same window without a delay is long enough.
      #expect(try faults.send(faults.order("prompt", window: 1_000)).status == 200)
      #expect(try faults.ledger().booked == 3)
      #expect(try faults.finish() == 0)
    }

    @Test func `a clock that is wrong refuses who goes by the right one`() throws {
      let faults = try FaultsUnderTest()
      for (skew, words) in [(-5_000, "ahead of the server's time"), (120_000, "outside of the recvWindow")] {
        try faults.skew(skew)
        let refused = try faults.send(faults.order("off\(abs(skew))"))
        #expect(refused.status == 400 && refused.code == -1021 && refused.text.contains(words))
        let difference = try faults.customer.exchangeTime() - Int(Date().timeIntervalSince1970 * 1_000)
        #expect(abs(difference - skew) < 2_000, "its time says so")
      }
      try faults.customer.followExchangeTime()
      #expect(try faults.send(faults.order("follows")).status == 200)
      try faults.skew(0)
      #expect(try faults.send(faults.order("ahead")).code == -1021)
      try faults.customer.followExchangeTime()
      #expect(try faults.send(faults.order("right")).status == 200)
      let ids = ["off5000", "off120000", "ahead", "follows", "right"]
      #expect(try ids.map(faults.exists) == [false, false, false, true, true])
      #expect(try faults.ledger().booked == 2)
      #expect(try faults.finish() == 0)
    }

    @Test func `without the token nothing opens, and the token is nobody else's`() throws {
      let scratch = try ScratchFolder()
      let folder = scratch.path("keys")
      let faults = try FaultsUnderTest(["--key-dir", folder])
      let mode = try FileManager.default.attributesOfItem(atPath: faults.tokenPath)[.posixPermissions]
      #expect((mode as? NSNumber)?.intValue == 0o600 && faults.tokenPath.hasPrefix(folder))
      #expect(faults.token.utf8.count == 64)
      #expect(!"\(faults.customer.ready)".contains(faults.token))
      let rule = #"{"kind":"close_before","count":0}"#
      let wrong = String(faults.token.reversed())
      for field in [
        "", "Authorization: Bearer\r\n", "Authorization: Bearer \(wrong)\r\n",
        "Authorization: Bearer \(faults.token.dropLast())\r\n", "Authorization: Bearer \(faults.token)0\r\n",
        "Authorization: Basic \(faults.token)\r\n", "X-MBX-APIKEY: \(faults.token)\r\n",
      ] {
        for (method, path, body) in [
          ("POST", "/faults", rule), ("GET", "/faults", ""), ("DELETE", "/faults", ""),
          ("PUT", "/clock", #"{"skew_ms":90000}"#), ("GET", "/ledger", ""), ("GET", "/nothing", ""),
        ] {
          let refused = try faults.control(method, path, body, authorization: field)
          #expect(refused.status == 401 && refused.header("WWW-Authenticate") == "Bearer", "\(field)")
          #expect(refused.json?.keys.sorted() == ["error"], "\(field)")
        }
      }
      #expect((try faults.control("GET", "/faults").json?["rules"] as? [Any])?.isEmpty == true)
      #expect(try faults.send(faults.order("undisturbed")).status == 200)
      // Neither port is the other.
      let onExchange =
        "GET /faults HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(faults.token)\r\n\r\n"
      #expect(try faults.send(onExchange).status == 404)
      #expect(try faults.control("GET", "/api/v3/time").status == 404)
      #expect(try faults.finish() == 0)
      #expect(!FileManager.default.fileExists(atPath: faults.tokenPath))
      #expect(FileManager.default.fileExists(atPath: folder))
      #expect(!faults.customer.program.errorText.contains(faults.token))
    }

    @Test func `who did not ask for them gets no port for them`() throws {
      let customer = try PaperCustomer([])
      for member in ["faults_url", "ledger_url", "token_file"] { #expect(customer.ready[member] == nil) }
      customer.program.closeInput()
      #expect(try customer.program.waitForExit() == 0)
    }
  }
}
