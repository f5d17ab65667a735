import Foundation
import Testing

extension `End to end` {
  /// SIGKILL of the trading worker between every two steps of an order. `BULKHEAD_CRASH_SEEDS` says how many
  /// seeds there are, each of which dies once at each of the six points; `BULKHEAD_CRASH_SEED` repeats one.
  @Suite struct `Death of the trading worker at each of six points` {
    private static func number(_ name: String) -> Int? {
      ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    @Test(.timeLimit(.minutes(10)))
    func `no order is there twice, and in the end the journal is as the exchange has it`() {
      let only = Self.number("BULKHEAD_CRASH_SEED")
      let count = Self.number("BULKHEAD_CRASH_SEEDS") ?? 50
      let seeds = only.map { [$0] } ?? Array(0..<count)
      let victims = seeds.map { CrashVictim(seed: $0) }
      // Most of their time they wait.
      Crowd.each(of: victims, atOnce: 12) { $0.suffer() }
      for victim in victims {
        #expect(victim.complaints.isEmpty, "BULKHEAD_CRASH_SEED=\(victim.seed): \(victim.complaints)")
        #expect(victim.killedCount == 6, "BULKHEAD_CRASH_SEED=\(victim.seed)")
      }
      let sentCount = victims.reduce(0) { $0 + $1.counts.sent }
      let bookedCount = victims.reduce(0) { $0 + $1.counts.booked }
      print(
        "\(victims.reduce(0) { $0 + $1.killedCount }) deaths of \(seeds.count) seeds: "
          + "\(victims.reduce(0) { $0 + $1.commands.count }) orders wanted, \(sentCount) sent, "
          + "\(bookedCount) booked")
      #expect(bookedCount > seeds.count)
    }

    @Test func `programs that ship know no such points`() throws {
      guard Programs.folder != Programs.debugFolder else {
        return print(
          "not checked here: that release programs have no crash points, since these are debug ones")
      }
      let floor = try TradingFloor()
      let server = try floor.server(environment: ["BULKHEAD_CRASH_POINTS": "1,1,1"])
      let placed = try server.place(PlainOrder(0))
      #expect(placed.isSuccess, "\(placed.text)")
      #expect(try server.tradingWorker().generation == 1)
      try floor.finish(server)
    }
  }
}
