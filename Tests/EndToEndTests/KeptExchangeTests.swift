import Foundation
import Testing

/// What a paper exchange with `--data` has answered is there again, however it ended.
@Suite struct `Kept exchanges` {
  private let folders: ScratchFolder
  private var data: String { folders.path("data") }
  private var arguments: [String] {
    ["--data", data, "--key-dir", folders.path("keys"), "--balance", "BTC=1", "--weight-limit", "1000000000"]
  }

  init() throws {
    folders = try ScratchFolder()
  }

  @Test func `nothing answered is lost and nothing is half done when it is killed under load`() throws {
    var generator = Linear(seed: 20_261_122)
    var sent: Set<Int> = []
    var answered: Set<Int> = []
    for _ in 0..<6 {
      let customer = try PaperCustomer(arguments)
      try check(customer, sent: sent, answered: answered)
      let first = sent.count + 1
      let last = first + 119
      let killAfter = Int(generator.next() % 120)
      answered.formUnion(try load(customer, amounts: first...last, killAfter: killAfter))
      sent.formUnion(first...last)
      _ = try customer.program.waitForExit()
    }
    try check(try PaperCustomer(arguments), sent: sent, answered: answered)
    #expect(answered.count < sent.count, "it was never killed in the middle")
  }

  /// Sends deposits of so many units each on four connections at once and kills the exchange once some are
  /// answered.
  private func load(
    _ customer: PaperCustomer, amounts: ClosedRange<Int>, killAfter: Int
  ) throws -> Set<Int> {
    let descriptors = try (0..<4).map { _ in try LoopbackSocket.connected(port: customer.port) }
    defer { for descriptor in descriptors { close(descriptor) } }
    let requests = amounts.map { amount in
      customer.request("POST", "/paper/v1/fund", "asset=ETH&amount=0.\(Self.padded(amount))")
    }
    var order = descriptors.map { _ in [Int]() }
    for (index, amount) in amounts.enumerated() { order[index % 4].append(amount) }
    for (index, request) in requests.enumerated() {
      guard LoopbackSocket.send(descriptors[index % 4], request) else { break }
      if index == killAfter { customer.program.signal(SIGKILL) }
    }
    customer.program.signal(SIGKILL)
    var answered: Set<Int> = []
    for (index, descriptor) in descriptors.enumerated() {
      var answers = PaperAnswers()
      var waiting = order[index][...]
      while let bytes = LoopbackSocket.receive(descriptor), !bytes.isEmpty {
        for answer in answers.receive(bytes) {
          let amount = waiting.popFirst()
          #expect(answer.status == 200)
          if let amount, answer.status == 200 { answered.insert(amount) }
        }
      }
    }
    return answered
  }

  private static func padded(_ units: Int) -> String {
    let text = String(units)
    return String(repeating: "0", count: 8 - text.count) + text
  }

  /// The deposits are some of those that were sent and all of those that were answered, each once, and the
  /// balance is their sum.
  private func check(_ customer: PaperCustomer, sent: Set<Int>, answered: Set<Int>) throws {
    let history = try customer.ask("GET", "/sapi/v1/capital/deposit/hisrec", "coin=ETH") as? [[String: Any]]
    let amounts = try #require(history).compactMap { Self.units($0["amount"]) }
    #expect(Set(amounts).count == amounts.count)
    #expect(Set(amounts).isSubset(of: sent))
    #expect(Set(amounts).isSuperset(of: answered))
    let assets =
      try customer.ask("POST", "/sapi/v3/asset/getUserAsset", "asset=ETH") as? [[String: Any]]
    #expect(Self.units(assets?.first?["free"]) == amounts.reduce(0, +))
    let bitcoin =
      try customer.ask("POST", "/sapi/v3/asset/getUserAsset", "asset=BTC") as? [[String: Any]]
    #expect(Self.units(bitcoin?.first?["free"]) == 100_000_000)
  }

  private static func units(_ value: Any?) -> Int? {
    guard let text = value as? String else { return nil }
    let parts = text.split(separator: ".")
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    return Int(parts[0] + decimals + String(repeating: "0", count: 8 - decimals.count))
  }

  @Test func `orders rest where they rested, and what was cancelled stays so`() throws {
    let first = try PaperCustomer(arguments)
    let order = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.01&price="
    for price in [200_000, 210_000, 220_000] {
      _ = try first.ask("POST", "/api/v3/order", order + "\(price)")
    }
    let open = try first.ask("GET", "/api/v3/openOrders") as? [[String: Any]]
    let number = try #require(open?.first?["orderId"] as? Int)
    _ = try first.ask("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=\(number)")
    let before = try Self.orders(first)
    first.program.signal(SIGKILL)
    _ = try first.program.waitForExit()
    let second = try PaperCustomer(arguments)
    #expect(try Self.orders(second) == before)
    #expect(before.filter { $0.contains("\"NEW\"") }.count == 2)
    let assets =
      try second.ask("POST", "/sapi/v3/asset/getUserAsset", "asset=BTC") as? [[String: Any]]
    #expect(assets?.first?["locked"] as? String == "0.02")
  }

  /// All orders of a symbol, each with its members in the order of their names.
  private static func orders(_ customer: PaperCustomer) throws -> [String] {
    let orders = try customer.ask("GET", "/api/v3/allOrders", "symbol=BTCUSDT") as? [[String: Any]]
    return try #require(orders).map { order in
      String(decoding: try JSONSerialization.data(withJSONObject: order, options: .sortedKeys), as: UTF8.self)
    }
  }

  @Test func `a record that was not finished is cut off, and damage is refused with what to do`() throws {
    try run { customer in
      for _ in 0..<3 { _ = try customer.ask("POST", "/paper/v1/fund", "asset=ETH&amount=1") }
    }
    let file = URL(filePath: data + "/commands.log")
    let whole = try Data(contentsOf: file)
    try (whole + whole.prefix(11)).write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let words = try run { customer in
      _ = try customer.ask("GET", "/sapi/v1/account/status")
    }
    #expect(words.contains("its 11 bytes were cut off"))
    var damaged = try Data(contentsOf: file)
    damaged[damaged.count / 2] ^= 1
    try damaged.write(to: file)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    let program = try ProgramUnderTest(Programs.paper, ["--listen", "127.0.0.1:0"] + arguments)
    #expect(try program.waitForExit() == 78)
    #expect(program.errorText.contains("is damaged at byte"))
    #expect(program.errorText.contains("move the folder away"))
    #expect(program.takeOutput().isEmpty)
  }

  @Test func `a log has a bound, and refusals take no room in it`() throws {
    let file = URL(filePath: data + "/commands.log")
    func byteCount() throws -> Int { try Data(contentsOf: file).count }
    let words = try run(["--data-limit", "1"]) { customer in
      _ = try customer.ask("POST", "/paper/v1/fund", "asset=ETH&amount=1")
      let order = "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&price=200000&quantity="
      for _ in 0..<2 { _ = try customer.ask("POST", "/api/v3/order", order + "0.01") }
      let before = try byteCount()
      for _ in 0..<50 {
        #expect(throws: EndToEndFailure.self) { try customer.ask("POST", "/api/v3/order", order + "9") }
      }
      let after = try byteCount()
      #expect(after == before)
      var count = 0
      let failure = #expect(throws: EndToEndFailure.self) {
        while count < 20_000 {
          _ = try customer.ask("POST", "/paper/v1/fund", "asset=ETH&amount=0.00000001&wallet=FUNDING")
          count += 1
        }
      }
      #expect(failure?.description == #"{"code":-1016,"msg":"This service is no longer available."}"#)
      #expect((1_000..<20_000).contains(count))
      let full = try byteCount()
      #expect(full >= 1 << 20 && full < 1 << 20 + 1_000)
      let open = try customer.ask("GET", "/api/v3/openOrders") as? [[String: Any]]
      let number = try #require(open?.first?["orderId"] as? Int)
      _ = try customer.ask("DELETE", "/api/v3/order", "symbol=BTCUSDT&orderId=\(number)")
    }
    #expect(words.contains("only cancels are taken from now on") && words.contains("--data-limit"))
    // It is still there at the next start, and still full until it may have more.
    try run(["--data-limit", "1"]) { customer in
      let open = try customer.ask("GET", "/api/v3/openOrders") as? [Any]
      #expect(open?.count == 1)
      #expect(throws: EndToEndFailure.self) {
        try customer.ask("POST", "/paper/v1/fund", "asset=ETH&amount=1")
      }
    }
    try run { customer in _ = try customer.ask("POST", "/paper/v1/fund", "asset=ETH&amount=1") }
  }

  @Test func `one process at a time, one seed, and a folder of its own`() throws {
    let customer = try PaperCustomer(arguments)
    let second = try ProgramUnderTest(Programs.paper, ["--listen", "127.0.0.1:0"] + arguments)
    #expect(try second.waitForExit() == 78)
    #expect(second.errorText.contains("another process is using it"))
    customer.program.signal(SIGTERM)
    #expect(try customer.program.waitForExit() == 0)
    let other = try ProgramUnderTest(Programs.paper, ["--listen", "127.0.0.1:0", "--seed", "2"] + arguments)
    #expect(try other.waitForExit() == 78)
    #expect(other.errorText.contains("start it with that seed"))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: data)
    let open = try ProgramUnderTest(Programs.paper, ["--listen", "127.0.0.1:0"] + arguments)
    #expect(try open.waitForExit() == 78)
    #expect(open.errorText.contains("chmod 700"))
  }

  @Test func `time runs as fast as asked for and does not go back at the next start`() throws {
    var latest = 0
    try run(["--time", "50"]) { customer in
      // Ten seconds ahead after a fifth of a second; a window of a minute is then more than one of ours.
      let start = Int(Date().timeIntervalSince1970 * 1_000)
      try customer.program.wait(for: "the exchange to be ahead") {
        try customer.exchangeTime() > start + 10_000
      }
      try customer.followExchangeTime()
      _ = try customer.ask("POST", "/paper/v1/fund", "asset=ETH&amount=1")
      latest = try Self.depositTime(customer)
    }
    #expect(latest > Int(Date().timeIntervalSince1970 * 1_000))
    try run { customer in
      #expect(try customer.exchangeTime() >= latest)
      try customer.followExchangeTime()
      _ = try customer.ask("POST", "/paper/v1/fund", "asset=ETH&amount=1")
      #expect(try Self.depositTime(customer) >= latest)
    }
  }

  private static func depositTime(_ customer: PaperCustomer) throws -> Int {
    let history =
      try customer.ask("GET", "/sapi/v1/capital/deposit/hisrec", "coin=ETH") as? [[String: Any]]
    return try #require(history?.first?["insertTime"] as? Int)
  }

  @Test func `the faucet opens for whoever has the keys`() throws {
    let customer = try PaperCustomer(arguments)
    let folder = folders.path("keys")
    let program = try ProgramUnderTest(Programs.paper, ["fund", "ETH", "2.5", "--key-dir", folder])
    #expect(try program.waitForExit() == 0)
    #expect(String(decoding: program.takeOutput(), as: UTF8.self).contains(#""free":"2.5""#))
    let history =
      try customer.ask("GET", "/sapi/v1/capital/deposit/hisrec", "coin=ETH") as? [[String: Any]]
    #expect(history?.count == 1)
    let refused = try ProgramUnderTest(Programs.paper, ["fund", "NOSUCH", "1", "--key-dir", folder])
    #expect(try refused.waitForExit() == 1)
    #expect(refused.errorText.contains("You don't have this asset."))
    customer.program.signal(SIGTERM)
    _ = try customer.program.waitForExit()
    let late = try ProgramUnderTest(Programs.paper, ["fund", "ETH", "1", "--key-dir", folder])
    #expect(try late.waitForExit() == 1)
    #expect(late.errorText.contains("no exchange at"))
  }

  /// Starts an exchange, has something done with it, and ends it.
  ///
  /// - Returns: what it said on standard error.
  @discardableResult
  private func run(_ more: [String] = [], _ body: (PaperCustomer) throws -> Void) throws -> String {
    let customer = try PaperCustomer(arguments + more)
    try body(customer)
    customer.program.signal(SIGTERM)
    #expect(try customer.program.waitForExit() == 0)
    return customer.program.errorText
  }

  private struct Linear {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }
}
