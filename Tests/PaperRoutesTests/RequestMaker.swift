import HTTP
import PaperCore
import Signing

@testable import PaperRoutes

/// Makes requests at random, as bytes: most of them almost right, so that they get far.
struct RequestMaker {
  /// The id of each account's key.
  static let keyIDs = ["a", "b", "c"].map { String(repeating: $0, count: PaperKey.idLetterCount) }
  static let secret = "a secret of the fuzz tests"

  /// Texts that parameters seldom have and that a reader may stumble over.
  private static let wild =
    `Hostile order requests`.texts.map { $0.split(separator: " ").joined(separator: "%20") } + [
      "9223372036854775806", "18446744073709551615", "99999999999999", "100000000000000", "1795350896789",
      "[1,2]", "%5B%5B%5B", "%5B%22BTCUSDT%22%5D", "%5B%7B%7D%5D", "%", "%zz", "%00", "+", "-", ".", "1.",
      ".5", "NaN", "0x10", "0.00000000000000000001", "99999999999999999999.99999999999999999999", "%F0%9F%92",
      "btcusdt", "a=b", "=", "null", "-12:00", "14:00", "9999:9999",
    ]

  private static let likelyTexts: [String: [String]] = [
    "symbol": ["BTCUSDT", "ETHUSDT", "BNBUSDT"], "pair": ["BTCUSDT", "ETHUSDT"],
    "symbols": ["%5B%22BTCUSDT%22%2C%22ETHUSDT%22%5D"], "asset": ["BTC", "USDT", "ETH", "BNB"],
    "coin": ["BTC", "USDT", "ETH"], "amount": ["0.5", "1", "25"],
    "type": [
      "LIMIT", "MARKET", "MAIN_UMFUTURE", "UMFUTURE_MAIN", "MAIN_FUNDING", "SPOT", "FUTURES", "STOP_MARKET",
      "TRAILING_STOP_MARKET", "1", "2",
    ],
    "interval": ["1s", "1m", "15m", "1d", "1w", "1M"], "timeZone": ["0", "8", "-1:00", "05:45"],
    "windowSize": ["1m", "59m", "23h", "7d"], "side": ["BUY", "SELL"],
    "wallet": ["MAIN", "FUNDING", "UMFUTURE"],
    "timeInForce": ["GTC", "IOC", "FOK", "GTX"], "positionSide": ["BOTH", "LONG", "SHORT"],
    "leverage": ["1", "10", "125"], "marginType": ["ISOLATED", "CROSSED"], "algoType": ["CONDITIONAL"],
    "contractType": ["PERPETUAL"], "period": ["5m", "1h", "1d"],
    "workingType": ["MARK_PRICE", "CONTRACT_PRICE"],
    "callbackRate": ["0.5", "5"], "network": ["BTC", "ETH"], "limit": ["1", "5", "20", "50"],
    "orderIdList": ["%5B1%2C2%5D"], "countdownTime": ["0", "1000"], "priceMatch": ["OPPONENT", "QUEUE_5"],
    "batchOrders": [
      "%5B%7B%22symbol%22%3A%22BTCUSDT%22%2C%22side%22%3A%22BUY%22%2C%22type%22%3A%22MARKET%22%2C"
        + "%22quantity%22%3A%220.01%22%7D%5D"
    ],
  ]

  private static let signedRoutes = Route.all.filter(\.security.isSigned)

  var random: SeededGenerator
  /// The exchange's time, for timestamps and ranges.
  var now = 0
  private let code: HMACSHA256

  init(seed: UInt64) throws {
    random = SeededGenerator(seed: seed)
    code = try HMACSHA256(Secret(copying: Array(Self.secret.utf8).span))
  }

  /// One in so many.
  private mutating func happens(oneIn count: Int) -> Bool { random.next(below: count) == 0 }

  private mutating func one<Element>(of list: [Element]) -> Element { list[random.next(below: list.count)] }

  /// A request as it comes over a connection.
  mutating func bytes() -> [UInt8] {
    var route = one(of: Route.all)
    // The market's answers are long and change nothing.
    if route.security == .none, !happens(oneIn: 3) { route = one(of: Self.signedRoutes) }
    var method = route.method
    if method == "GET", happens(oneIn: 50) { method = "HEAD" }
    if happens(oneIn: 100) { method = one(of: ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get"]) }
    var path = route.path
    if happens(oneIn: 100) { path += one(of: ["/", "/x", "%2F", "//", ";", ".."]) }
    var query = pairs(of: route).joined(separator: "&")
    var body: String?
    if method != "GET", method != "HEAD", happens(oneIn: 2) {
      let cut = happens(oneIn: 2) ? 0 : random.next(below: query.utf8.count + 1)
      body = String(decoding: query.utf8.dropFirst(cut), as: UTF8.self)
      query = String(decoding: query.utf8.prefix(cut), as: UTF8.self)
    }
    if route.security.isSigned, !happens(oneIn: 40) { sign(&query, &body) }
    var head = "\(method) \(path)\(query.isEmpty ? "" : "?" + query) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    if route.security != .none, !happens(oneIn: 60) { head += "X-MBX-APIKEY: \(one(of: Self.keyIDs))\r\n" }
    if happens(oneIn: 12) {
      head += "X-MBX-TIME-UNIT: \(one(of: ["MICROSECOND", "millisecond", "DAY", ""]))\r\n"
    }
    if happens(oneIn: 30) { head += "Accept: text/html\r\n" }
    if let body {
      head += "Content-Type: \(happens(oneIn: 20) ? "text/plain" : "application/x-www-form-urlencoded")\r\n"
      if happens(oneIn: 8) {
        let size = String(body.utf8.count, radix: 16)
        let chunk = body.isEmpty ? "" : "\(size)\r\n\(body)\r\n"
        return Array("\(head)Transfer-Encoding: chunked\r\n\r\n\(chunk)0\r\n\r\n".utf8)
      }
      head += "Content-Length: \(body.utf8.count)\r\n"
    }
    return Array("\(head)\r\n\(body ?? "")".utf8)
  }

  private mutating func pairs(of route: Route) -> [String] {
    var pairs: [String] = []
    for parameter in route.parameters {
      // Without a limit answers are as long as they can be.
      let isUsual = parameter.isMandatory || parameter.name == "limit"
      let isWanted = isUsual ? !happens(oneIn: 25) : happens(oneIn: 4)
      guard isWanted else { continue }
      let text = happens(oneIn: 12) ? one(of: Self.wild) : likely(parameter)
      pairs.append("\(parameter.name)=\(text)")
      if happens(oneIn: 80) { pairs.append("\(parameter.name)=\(one(of: Self.wild))") }
    }
    if happens(oneIn: 50) { pairs.append(one(of: ["unknown=1", "", "=", "symbol", "&", "%3D"])) }
    if happens(oneIn: 20) { pairs.shuffle(using: &random) }
    return pairs
  }

  private mutating func likely(_ parameter: Parameter) -> String {
    if case .word(let word) = parameter.kind { return one(of: word.values.sorted()) }
    let name = parameter.name.lowercased()
    if name.hasSuffix("time") && name != "countdowntime" {
      return String(now - random.next(below: 4) * random.next(below: 90_000_000))
    }
    if let texts = Self.likelyTexts[parameter.name] { return one(of: texts) }
    if name.contains("price") { return one(of: ["60000", "66000", "67000", "68000", "75000", "3000"]) }
    switch parameter.kind {
    case .boolean: return one(of: ["true", "false"])
    case .clientOrderID: return one(of: ["mine", "other", "third"])
    case .integer: return one(of: ["1", "2", "3", "10", "1000000"])
    case .symbolStatus: return "TRADING"
    case .tickerType: return one(of: ["FULL", "MINI"])
    default: return one(of: ["1", "0.5", "2", "0.01", "true", "mine"])
    }
  }

  /// Puts time and signature behind the parameters.
  private mutating func sign(_ query: inout String, _ body: inout String?) {
    var time = String(now)
    if happens(oneIn: 40) {
      time = one(of: [String(now + 5_000), String(now - 90_000), "0", "x", time + "000"])
    }
    var last = "timestamp=\(time)"
    if happens(oneIn: 20) { last += "&recvWindow=" + one(of: ["1", "60000", "60001", "5000.5", "0", "-1"]) }
    let unsigned = body ?? query
    let piece = unsigned.isEmpty ? last : unsigned + "&" + last
    code.update(Array((body == nil ? piece : query + piece).utf8).span)
    let signature = Hexadecimal.text(code.finish())
    let signed = "\(piece)&signature=\(happens(oneIn: 60) ? String(signature.reversed()) : signature)"
    if body == nil { query = signed } else { body = signed }
  }

  /// Bytes that mean something to HTTP or to a query.
  private static let telling: [UInt8] =
    Array("\r\n:;, \t&=%?/.019aAfFZ-+\"{}[]\u{0}\u{7F}".utf8) + [0x80, 0xFF]

  /// The same with a few bytes changed, removed, doubled or put in; or a part of it.
  mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next(below: 5) {
      guard !bytes.isEmpty else { break }
      let index = random.next(below: bytes.count)
      switch random.next(below: 7) {
      case 0, 1: bytes[index] = one(of: Self.telling)
      case 2: bytes.insert(one(of: Self.telling), at: index)
      case 3: bytes.remove(at: index)
      case 4: bytes.insert(contentsOf: bytes[index..<min(index + 24, bytes.count)], at: index)
      case 5: bytes[index] = UInt8(truncatingIfNeeded: random.next())
      default: if happens(oneIn: 4) { bytes.removeSubrange(index...) }
      }
    }
    return bytes
  }
}
