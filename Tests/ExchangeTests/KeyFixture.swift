import Catalog
import LinuxIO
import Signing

@testable import Exchange

/// Keys of the exchange's own documents, made up for the purpose, and requests that need one.
enum KeyFixture {
  static let id = "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A"
  static let secret = "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"

  static let account = Endpoint(
    api: .spot, path: "/api/v3/account", weight: .fixed(20), security: .userData)
  static let order = Endpoint(
    api: .spot, method: "POST", path: "/api/v3/order", weight: .fixed(1), security: .trade)
  static let cancel = Endpoint(
    api: .spot, method: "DELETE", path: "/api/v3/order", weight: .fixed(1), security: .trade)
  static let read = ExchangeRequest(endpoint: account, weight: 20, isRead: true)
  static let write = ExchangeRequest(
    endpoint: order, query: [("symbol", "BTCUSDT"), ("side", "BUY")], weight: 1, isRead: false)

  /// The HMAC key of the spot documents' example.
  @LoopActor
  static func hmac(id: String = id, _ secret: String = secret) throws -> ExchangeKey {
    ExchangeKey(id: id, signer: try Signer(Secret(copying: Array(secret.utf8).span)))
  }

  /// A client with that key. Its clock counts as measured a moment ago, unless it is to measure by itself.
  @LoopActor
  static func client(of server: FakeServer, measuresClock: Bool = false) throws -> ExchangeClient {
    let client = ExchangeClient(
      configuration: try ExchangeFixture.configuration("http://127.0.0.1:\(server.port)"), key: try hmac())
    if !measuresClock { setClock(of: client) }
    return client
  }

  /// Lets the clock count as measured, with the same time here and there.
  @LoopActor
  static func setClock(of client: ExchangeClient) {
    let moment = RateBudget.Moment.now
    client.spot.clock.note(serverTime: moment.wallMilliseconds, roundTripMilliseconds: 0, at: moment)
    client.futures.clock.note(serverTime: moment.wallMilliseconds, roundTripMilliseconds: 0, at: moment)
  }

  /// Writes, and remembers the time stamps that `willSend` was told.
  @LoopActor
  static func write(
    _ request: ExchangeRequest = write, with client: ExchangeClient, for call: CallContext? = nil,
    isUrgent: Bool = true, _ willSend: (Int) throws(ToolFailure) -> Void = { _ in }
  ) async -> (outcome: WriteOutcome, timestamps: [Int]) {
    var timestamps: [Int] = []
    let call =
      call
      ?? CallContext(
        callID: 1, deadlineNanoseconds: EventLoop.now + 5_000_000_000,
        sendCountMax: CallContext.sendCountMaxOfWrite)
    let outcome = await client.write(
      request, recvWindowMilliseconds: 3_000, isUrgent: isUrgent, for: call
    ) { (timestamp: Int) throws(ToolFailure) in
      timestamps.append(timestamp)
      try willSend(timestamp)
    }
    return (outcome, timestamps)
  }
}

extension WriteOutcome {
  /// `done`, `notDone` or `unknown`.
  var word: String {
    switch self {
    case .done: "done"
    case .notDone: "notDone"
    case .unknown: "unknown"
    }
  }

  /// The failure, if it is one.
  var failure: ToolFailure? {
    switch self {
    case .done: nil
    case .notDone(let failure), .unknown(let failure): failure
    }
  }
}
