import Orders
import Catalog
import Exchange
import Journal
import Configuration
import Foundation
import LinuxIO
import TestSupport
import Testing

@testable import Trading

/// `BULKHEAD_SIMULATION_SEEDS` says how many runs there are, `BULKHEAD_SIMULATION_SEED` repeats one.
@Suite(.onLoop, .serialized) struct `Simulation of everything that goes wrong` {
  private static func number(_ name: String) -> Int? {
    ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
  }

  @Test @LoopActor func `no order is placed twice, no cap is passed, and the end is what the exchange says`()
    async
  {
    let only = Self.number("BULKHEAD_SIMULATION_SEED")
    let count = Self.number("BULKHEAD_SIMULATION_SEEDS") ?? 2_000
    let seeds = only.map { $0..<($0 + 1) } ?? 0..<count
    var (orders, crashes) = (0, 0)
    let began = EventLoop.now
    for seed in seeds {
      let simulation = Simulation(seed: UInt64(seed))
      await simulation.run()
      orders += simulation.orderCount
      crashes += simulation.crashCount
      #expect(
        simulation.complaints.isEmpty, "BULKHEAD_SIMULATION_SEED=\(seed): \(simulation.complaints)")
    }
    let seconds = Double(EventLoop.now - began) / 1e9
    print(
      "\(seeds.count) simulated runs: \(orders) orders, \(crashes) crashes, "
        + String(format: "%.1f s", seconds))
    // What never places or never crashes shows nothing.
    #expect(only != nil || orders > seeds.count && crashes > seeds.count / 10)
  }

  @Test @LoopActor func `a seed gives the same run again`() async {
    var runs: Set<String> = []
    for seed in UInt64(0)..<40 {
      var both: [[JournalRecord]] = []
      for _ in 0..<2 {
        let simulation = Simulation(seed: seed)
        await simulation.run()
        both.append(simulation.records)
      }
      let isSame = both[0] == both[1]
      #expect(isSame, "seed \(seed)")
      runs.insert("\(both[0])")
    }
    #expect(runs.count > 30, "most seeds differ")
  }
}
