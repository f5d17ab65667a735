import Foundation
import Testing

extension ServerUnderTest {
  /// The answer of server_status.
  func status() throws -> [String: Any] { try call("server_status").data }

  /// The market worker as server_status describes it.
  func worker() throws -> WorkerStatus {
    let workers = try #require(try status()["workers"] as? [[String: Any]])
    let market = try #require(workers.first { $0["role"] as? String == "market" })
    return WorkerStatus(
      state: market["state"] as? String ?? "", generation: market["generation"] as? Int ?? 0,
      restarts: market["restarts"] as? Int ?? 0, pid: (market["pid"] as? Int).map { Int32($0) },
      cause: market["cause"] as? String)
  }

  /// Waits for a worker at work, of a later life than `generation`, and says which.
  @discardableResult
  func readyWorker(after generation: Int = 0) throws -> WorkerStatus {
    var found: WorkerStatus?
    try wait(for: "a ready worker after generation \(generation)") {
      let worker = try worker()
      if worker.state == "ready", worker.generation > generation { found = worker }
      return found != nil
    }
    return try #require(found)
  }

  /// The worker's process.
  func workerProcess() throws -> ProcessRecord {
    let pid = try #require(try readyWorker().pid)
    return try #require(ProcessRecord(pid))
  }

  func gatewayProcess() throws -> ProcessRecord {
    let pid = try #require(try status()["gateway_pid"] as? Int)
    return try #require(ProcessRecord(Int32(pid)))
  }

  func launcherProcess() throws -> ProcessRecord { try #require(ProcessRecord(program.pid)) }

  /// The launcher and all that it has started, once the worker is at work.
  func allProcesses() throws -> [ProcessRecord] {
    try readyWorker()
    return [try launcherProcess()] + ProcessRecord.descendants(of: program.pid)
  }
}
