import Catalog
import Exchange
import LinuxIO
import Values

/// Short words for the tests of this target.
enum ExchangeFixture {
  static let time = Endpoint(api: .spot, path: "/api/v3/time", weight: .fixed(1))
  static let order = Endpoint(api: .spot, method: "POST", path: "/api/v3/order", weight: .fixed(1))
  static let read = ExchangeRequest(endpoint: time, weight: 1, isRead: true)
  static let write = ExchangeRequest(
    endpoint: order, query: [("symbol", "BTCUSDT"), ("signature", "5ec7e7")], weight: 1, isRead: false)

  /// The configuration of a client of one base URL.
  static func configuration(_ url: String, caFile: String? = nil) throws -> ExchangeConfiguration {
    ExchangeConfiguration(venue: .custom, spot: try BaseURL(url), caFile: caFile, version: "1.2.3")
  }

  /// A client of a fake server.
  @LoopActor
  static func client(of server: FakeServer) throws -> ExchangeClient {
    ExchangeClient(configuration: try configuration("http://127.0.0.1:\(server.port)"))
  }

  /// A call that begins now.
  @LoopActor
  static func call(milliseconds: UInt64 = 5_000, sendCount: Int = 0, isUrgent: Bool = false) -> CallContext {
    CallContext(
      callID: 1, deadlineNanoseconds: EventLoop.now + milliseconds * 1_000_000, sendCount: sendCount,
      isUrgent: isUrgent)
  }

  /// The failure of a request that must fail; nil when it did not.
  @LoopActor
  static func failure(
    of client: ExchangeClient, _ request: ExchangeRequest = read, for call: CallContext
  ) async -> ToolFailure? {
    do throws(ToolFailure) {
      _ = try await client.read(request, for: call)
      return nil
    } catch {
      return error
    }
  }

  /// Waits until something is so, two seconds at most.
  @LoopActor
  static func eventually(_ claim: () -> Bool) async -> Bool {
    for _ in 0..<400 {
      if claim() { return true }
      await EventLoop.shared.sleep(nanoseconds: 5_000_000)
    }
    return claim()
  }
}

extension ToolFailure {
  /// One of the details as text.
  func detail(_ name: String) -> String? {
    switch details.first(where: { $0.0 == name })?.1 {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }
}
