import Foundation

/// A paper exchange with `--faults`: asks for them, sends orders into them, and reads the ledger.
final class FaultsUnderTest {
  let customer: PaperCustomer
  let tokenPath: String
  let token: String
  let controlPort: UInt16
  private var ledgerNumber = 0

  init(_ arguments: [String] = []) throws {
    customer = try PaperCustomer(["--faults", "--balance", "BTC=10"] + arguments)
    guard let url = customer.ready["faults_url"] as? String,
      let path = customer.ready["token_file"] as? String,
      let parts = URLComponents(string: url), let port = parts.port.flatMap(UInt16.init(exactly:)),
      parts.host == "127.0.0.1", parts.path == "/faults",
      customer.ready["ledger_url"] as? String == url.replacingOccurrences(of: "/faults", with: "/ledger")
    else { throw EndToEndFailure.unreadable("no port for faults: \(customer.ready)") }
    controlPort = port
    tokenPath = path
    token = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
  }

  /// A request to the port for faults.
  ///
  /// - Parameter authorization: the whole header field; that of the token unless given.
  func control(
    _ method: String, _ path: String, _ body: String = "", authorization: String? = nil
  ) throws -> Reception {
    let field = authorization ?? "Authorization: Bearer \(token)\r\n"
    let length = method == "GET" ? "" : "Content-Length: \(body.utf8.count)\r\n"
    return try send(
      "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(field)\(length)\r\n\(body)", port: controlPort)
  }

  /// Asks for one fault of the next order.
  func demand(_ rule: String) throws {
    let answer = try control("POST", "/faults", #"{"method":"POST","path":"/api/v3/order",\#(rule)}"#)
    guard answer.status == 200 else { throw EndToEndFailure.unreadable(answer.text) }
  }

  /// Puts the exchange's clock wrong.
  func skew(_ milliseconds: Int) throws {
    let answer = try control("PUT", "/clock", #"{"skew_ms":\#(milliseconds)}"#)
    guard answer.status == 200 else { throw EndToEndFailure.unreadable(answer.text) }
  }

  /// The bytes of an order that rests far from the market.
  func order(_ id: String, window: Int = 60_000) -> String {
    customer.request(
      "POST", "/api/v3/order",
      "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=0.001&price=200000&newClientOrderId=\(id)",
      window: window)
  }

  /// Sends bytes on a connection of their own.
  func send(_ request: String, port: UInt16? = nil) throws -> Reception {
    let descriptor = try LoopbackSocket.connected(port: port ?? customer.port)
    defer { close(descriptor) }
    return try send(request, on: descriptor)
  }

  /// Sends bytes on a connection that is there.
  func send(_ request: String, on descriptor: Int32) throws -> Reception {
    guard LoopbackSocket.send(descriptor, request) else { throw EndToEndFailure.system("send", errno: errno) }
    return Reception(from: descriptor)
  }

  /// Whether the exchange has an order of an id, as a client finds out.
  func exists(_ id: String) throws -> Bool {
    let answer = try send(
      customer.request("GET", "/api/v3/order", "symbol=BTCUSDT&origClientOrderId=\(id)"))
    if answer.status == 200, answer.json?["clientOrderId"] as? String == id { return true }
    guard answer.code == -2013 else { throw EndToEndFailure.unreadable(answer.text) }
    return false
  }

  /// What the ledger says since it was last asked.
  func ledger() throws -> (requests: Int, booked: Int, entries: [[String: Any]]) {
    let answer = try control("GET", "/ledger?after=\(ledgerNumber)")
    guard let json = answer.json, let requests = json["requests"] as? Int,
      let booked = json["booked"] as? Int,
      let entries = json["entries"] as? [[String: Any]]
    else { throw EndToEndFailure.unreadable(answer.text) }
    ledgerNumber = requests
    return (requests, booked, entries)
  }

  func finish() throws -> Int32 {
    customer.program.closeInput()
    return try customer.program.waitForExit()
  }
}
