import Foundation
import Testing

extension `End to end` {
  @Suite struct `A call that asks several endpoints` {
    /// Its first worker was answered already by one of them, and is asking the other.
    @Test(arguments: ["spot", "futures"])
    func `goes on with the next worker, and nobody notices`(market: String) throws {
      let floor = try TradingFloor()
      let server = try floor.server(readsApart: true)
      try server.waitUntilOpen()
      let worker = try Self.accountWorker(server)
      let path = market == "spot" ? "/api/v3/ticker/price" : "/fapi/v1/openAlgoOrders"
      try floor.demand(#""kind":"delay_after","delay_ms":60000"#, "GET", path)
      _ = try floor.faults.ledger()
      let id =
        market == "spot"
        ? server.begin("get_balance", ["wallet": "spot", "quote": "USDT"])
        : server.begin("get_open_orders", ["market": "futures"])
      try server.wait(for: "the second question at the exchange") {
        try floor.faults.ledger().entries.contains { $0["path"] as? String == path }
      }
      kill(worker.pid, SIGKILL)
      let answer = try server.answer(id)
      #expect(answer.isSuccess, "\(answer.text)")
      #expect(try Self.accountWorker(server, after: worker.generation).generation == worker.generation + 1)
      try floor.finish(server)
    }

    private static func accountWorker(
      _ server: ServerUnderTest, after generation: Int = 0
    ) throws -> (pid: Int32, generation: Int) {
      var found: (pid: Int32, generation: Int)?
      try server.wait(for: "an account worker after generation \(generation)") {
        let workers = try server.status()["workers"] as? [[String: Any]] ?? []
        guard let worker = workers.first(where: { $0["role"] as? String == "account" }),
          worker["state"] as? String == "ready", let number = worker["generation"] as? Int,
          number > generation, let pid = worker["pid"] as? Int
        else { return false }
        found = (Int32(pid), number)
        return true
      }
      return try #require(found)
    }
  }
}
