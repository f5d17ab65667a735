import Foundation
import Testing

extension ServerUnderTest {
  /// Places an order that rests.
  func place(_ order: PlainOrder) throws -> Answer { try call("create_order", order.arguments) }

  /// What trading_status says.
  func trading() throws -> [String: Any] {
    let answer = try call("trading_status")
    return try #require(answer.isSuccess ? answer.data : nil, "\(answer.text)")
  }

  /// Ids of the orders whose outcome is open.
  func openIntents() throws -> Set<String> {
    let open = try trading()["open_intents"] as? [[String: Any]] ?? []
    return Set(open.compactMap { $0["client_order_id"] as? String })
  }

  /// Waits until no outcome is open any more.
  func settle(seconds: Double = ProgramUnderTest.patienceSeconds) throws {
    // Before trading is open the journal is not read.
    try waitUntilOpen()
    try wait(for: "the outcome of every order", seconds: seconds) { try openIntents().isEmpty }
  }

  /// Waits until trading is open.
  func waitUntilOpen() throws {
    try wait(for: "trading to be open") { try trading()["trading"] as? String == "open" }
  }

  /// The trading worker, once it is ready in a life after `generation`.
  func tradingWorker(after generation: Int = 0) throws -> (process: ProcessRecord, generation: Int) {
    var found: (ProcessRecord, Int)?
    try wait(for: "a trading worker after generation \(generation)") {
      let workers = try status()["workers"] as? [[String: Any]] ?? []
      guard let worker = workers.first(where: { $0["role"] as? String == "trading" }),
        worker["state"] as? String == "ready", let number = worker["generation"] as? Int,
        number > generation, let pid = worker["pid"] as? Int, let process = ProcessRecord(Int32(pid))
      else { return false }
      found = (process, number)
      return true
    }
    return try #require(found)
  }

  /// Kills the whole server, as a machine that stops does.
  func killAll() throws {
    let all = [try launcherProcess()] + ProcessRecord.descendants(of: program.pid)
    for process in all { process.kill() }
    _ = try program.waitForExit()
  }
}

extension Answer {
  /// The id of the order that it is about.
  var clientOrderID: String? {
    data["client_order_id"] as? String ?? details["client_order_id"] as? String
  }
}
