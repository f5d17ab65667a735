import Foundation
import Testing

extension `End to end` {
  /// A worker reads the file of its secret once in a life. `bulkhead restart` and SIGHUP begin another life.
  @Suite struct `A key file that changes` {
    private static func begin(_ way: String, _ floor: TradingFloor, _ server: ServerUnderTest) throws {
      if way == "SIGHUP" {
        #expect(kill(server.program.pid, SIGHUP) == 0)
      } else {
        let restarted = try floor.operate(["restart", "trading"])
        #expect(restarted.code == 0, "\(restarted)")
      }
    }

    @Test(arguments: ["restart", "SIGHUP"])
    func `is what the next life signs with, and not before`(way: String) throws {
      let floor = try TradingFloor()
      func secret(_ name: String) throws -> String {
        try String(contentsOfFile: floor.home.path(name), encoding: .utf8)
      }
      let (own, other) = (try secret("trading.key"), try secret("reading.key"))
      #expect(own != other)
      let server = try floor.server()
      try server.waitUntilOpen()
      func look() throws -> Answer { try server.call("get_open_orders", ["symbol": "BTCUSDT"]) }

      try floor.home.write(other, as: "trading.key")
      #expect(try look().isSuccess, "what was read stays")
      try Self.begin(way, floor, server)
      var refused: Answer?
      try server.wait(for: "requests signed with the other secret") {
        let answer = try look()
        if answer.failureType == "authentication_error" { refused = answer }
        return refused != nil
      }

      try floor.home.write(own, as: "trading.key")
      try Self.begin(way, floor, server)
      try server.waitUntilOpen()
      let placed = try server.place(PlainOrder(0))
      #expect(placed.isSuccess, "\(placed.text)")
      try floor.finish(server)
    }
  }
}
