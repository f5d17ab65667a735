import Foundation
import Testing

extension `End to end` {
  /// What the disk, or whoever can write to it, does to the journal: no order then, or the caps are kept; and
  /// reads and cancels go on.
  @Suite struct `The journal of orders in trouble` {
    private static let cap = #""max_daily_notional": "120""#

    private func journal(_ floor: TradingFloor) throws -> String {
      let names = floor.home.files(below: "state").filter { $0.hasSuffix("/journal") }
      return floor.stateFolder + "/" + (try #require(names.first))
    }

    /// An order is refused because of the journal, while reads and cancels go on.
    private func expectShut(
      _ floor: TradingFloor, _ server: ServerUnderTest, because words: String, cancelling id: String? = nil,
      location: SourceLocation = #_sourceLocation
    ) throws {
      let count = try floor.orderPosts().count
      let refused = try server.place(PlainOrder(3))
      #expect(
        refused.failureType == "internal_error" && refused.failureMessage.contains(words), "\(refused.text)",
        sourceLocation: location)
      #expect(try floor.orderPosts().count == count, sourceLocation: location)
      let read = try server.call("get_open_orders", ["symbol": "BTCUSDT"])
      #expect(read.isSuccess, "\(read.text)", sourceLocation: location)
      guard let id else { return }
      let cancel = try server.call("cancel_order", ["symbol": "BTCUSDT", "client_order_id": id])
      #expect(cancel.isSuccess, "\(cancel.text)", sourceLocation: location)
    }

    private func place(_ server: ServerUnderTest, key: String? = nil) throws -> String {
      let placed = try server.place(PlainOrder(0, key: key))
      try #require(placed.isSuccess, "\(placed.text)")
      return try #require(placed.clientOrderID)
    }

    @Test func `a torn tail is cut, and what was whole is kept`() throws {
      let floor = try TradingFloor(policy: Self.cap)
      let first = try floor.server()
      let id = try place(first, key: "kept")
      try first.finish()
      let path = try journal(floor)
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      try file.truncate(atOffset: try file.seekToEnd() - 3)
      try file.close()
      let second = try floor.server()
      let again = try second.place(PlainOrder(0, key: "kept"))
      #expect(again.isSuccess && again.clientOrderID == id, "\(again.text)")
      #expect(try second.place(PlainOrder(0, key: "more")).isSuccess)
      // 50 + 50 + 36 would be more than the cap.
      #expect(try second.place(PlainOrder(1)).failureType == "policy_refused")
      #expect(try floor.orderPosts().count == 2)
      try floor.finish(second)
    }

    @Test func `a flipped bit shuts trading, at the start as while it runs`() throws {
      let floor = try TradingFloor()
      let first = try floor.server()
      let id = try place(first)
      let path = try journal(floor)
      let whole = try Data(contentsOf: URL(fileURLWithPath: path))
      try flip(path, at: whole.count - 10)
      try expectShut(floor, first, because: "has changed", cancelling: id)
      try first.finish()
      try flip(path, at: whole.count - 10)
      try flip(path, at: whole.count / 2)
      let second = try floor.server()
      try expectShut(floor, second, because: "is damaged at byte")
      #expect(try second.trading()["trading"] as? String == "shut")
      let verified = try floor.operate(["audit", "verify", "--base-url", floor.url])
      #expect(verified.code == 1, "\(verified)")
      try floor.finish(second)
    }

    private func flip(_ path: String, at offset: Int) throws {
      let file = try #require(FileHandle(forUpdatingAtPath: path))
      try file.seek(toOffset: UInt64(offset))
      let byte = try #require(try file.read(upToCount: 1)?.first)
      try file.seek(toOffset: UInt64(offset))
      try file.write(contentsOf: Data([byte ^ 0x10]))
      try file.close()
    }

    @Test func `deleted while it runs, trading is shut`() throws {
      let floor = try TradingFloor()
      let server = try floor.server()
      let id = try place(server)
      try FileManager.default.removeItem(atPath: try journal(floor))
      try expectShut(floor, server, because: "deleted or replaced", cancelling: id)
      try floor.finish(server)
    }

    @Test func `deleted between two servers, the exchange's orders of today count`() throws {
      let floor = try TradingFloor(policy: Self.cap)
      let first = try floor.server()
      _ = try place(first, key: "first")
      _ = try place(first, key: "second")
      try first.finish()
      try FileManager.default.removeItem(atPath: floor.stateFolder)
      let second = try floor.server()
      // 50 + 50 + 36 is more than the cap, if the first two are still known.
      let refused = try second.place(PlainOrder(1))
      #expect(refused.details["limit"] as? String == "trading.max_daily_notional", "\(refused.text)")
      let known = try second.place(PlainOrder(0, key: "first"))
      #expect(known.failureType == "duplicate_suspected", "its name is derived from its key: \(known.text)")
      let warnings = try second.trading()["warnings"] as? [String] ?? []
      #expect(warnings.contains { $0.contains("not in the journal") }, "\(warnings)")
      #expect(try floor.orderPosts().count == 2)
      try floor.finish(second)
    }

    @Test func `restored from a backup, the cap is kept, and under a running server trading is shut`() throws
    {
      let floor = try TradingFloor(policy: Self.cap)
      let first = try floor.server()
      _ = try place(first, key: "first")
      let path = try journal(floor)
      let backup = floor.home.path("backup")
      try FileManager.default.copyItem(atPath: path, toPath: backup)
      _ = try place(first, key: "second")
      try restore(backup, to: path)
      try expectShut(floor, first, because: "deleted or replaced")
      try first.finish()
      try restore(backup, to: path)
      let second = try floor.server()
      let refused = try second.place(PlainOrder(1))
      #expect(refused.details["limit"] as? String == "trading.max_daily_notional", "\(refused.text)")
      #expect(try floor.orderPosts().count == 2)
      try floor.finish(second)
    }

    private func restore(_ backup: String, to path: String) throws {
      try FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: backup, toPath: path)
    }

    @Test func `on a full disk no order is placed, and one is again when there is room`() throws {
      let floor = try TradingFloor()
      let folder = floor.home.path("small")
      guard let mount = Mount(tmpfs: folder, kibibyteCount: 256) else {
        return print("not checked here: the journal on a full disk, since nothing can be mounted")
      }
      let server = try floor.server(state: folder)
      let id = try place(server)
      let filler = folder + "/filler"
      // Page by page, until not one is left.
      try Data(count: 4_096).write(to: URL(fileURLWithPath: filler))
      let file = try #require(FileHandle(forWritingAtPath: filler))
      try file.seekToEnd()
      // How it fails is what is waited for.
      while (try? file.write(contentsOf: Data(count: 4_096))) != nil {}
      // The last page of the journal itself has room for some records.
      var refused = try server.place(PlainOrder(1, key: "0"))
      for number in 1..<20 where refused.isSuccess {
        refused = try server.place(PlainOrder(number % 3, key: "\(number)"))
      }
      #expect(refused.failureMessage.contains("No space"), "\(refused.text)")
      try expectShut(floor, server, because: "No space", cancelling: id)
      try file.truncate(atOffset: 0)
      let placed = try server.place(PlainOrder(4))
      #expect(placed.isSuccess, "\(placed.text)")
      #expect(try floor.sends().allSatisfy { $0.value == 1 })
      try floor.finish(server)
      mount.end()
    }

    @Test func `in a folder that cannot be written to no order is placed, and reads go on`() throws {
      let floor = try TradingFloor()
      let first = try floor.server()
      let id = try place(first)
      try first.finish()
      guard let mount = Mount(readOnly: floor.stateFolder) else {
        return print("not checked here: a read-only journal, since nothing can be mounted")
      }
      let second = try floor.server()
      try expectShut(floor, second, because: "journal", cancelling: id)
      #expect(try second.trading()["trading"] as? String != "open")
      try second.finish()
      mount.end()
      let third = try floor.server()
      #expect(try third.place(PlainOrder(1)).isSuccess)
      try floor.finish(third)
    }

    /// What an order does when the disk fails after so many of its calls of fdatasync: INTENT, SENT, and what
    /// comes later.
    @Test(arguments: 0..<4)
    func `a failing fdatasync shuts trading until a worker reads the journal anew`(passing: Int) throws {
      guard let disk = try FailingDisk() else { return }
      let floor = try TradingFloor()
      let server = try floor.server(programs: disk.programs)
      let id = try place(server)
      let before = try floor.orderPosts().count
      try disk.fail(after: passing)
      let hit = try server.place(PlainOrder(1, key: "hit"))
      // INTENT and SENT are on the disk before a byte goes to the exchange.
      let sentCount = try floor.orderPosts().count - before
      #expect(sentCount == (passing < 2 ? 0 : 1), "\(hit.text)")
      if passing < 2 {
        #expect(
          hit.failureType == "internal_error" && hit.failureMessage.contains("fdatasync"), "\(hit.text)")
        #expect(hit.failureMessage.contains("Input/output error"), "\(hit.text)")
      }
      // The disk of an order that went through fails its successor.
      for number in 2..<8 where !disk.hasFailed { _ = try server.place(PlainOrder(number)) }
      try expectShut(floor, server, because: "fdatasync", cancelling: id)
      try disk.mend()
      // What the kernel has dropped does not come back by asking again.
      try expectShut(floor, server, because: "fdatasync")

      let generation = try server.tradingWorker().generation
      #expect(try floor.operate(["restart", "trading"]).code == 0)
      _ = try server.tradingWorker(after: generation)
      // What was written is there although the disk never said so: SENT without an answer is looked up.
      if passing == 1 { try floor.passExchangeTime(milliseconds: 14_000) }
      try server.settle()
      let again = try server.place(PlainOrder(1, key: "hit"))
      #expect(again.isSuccess == (passing != 1), "\(again.text)")
      if passing == 1 {
        #expect(again.details["outcome"] as? String == "not_placed", "\(again.text)")
        #expect(try server.place(PlainOrder(1, key: "next")).isSuccess)
      }
      #expect(try floor.sends().allSatisfy { $0.value == 1 })
      #expect(try floor.orderPosts().filter { $0.symbol == PlainOrder(1).symbol }.count == 1)
      try floor.finish(server)
    }

    @Test func `a disk that fails from the start lets no order through, and reads go on`() throws {
      guard let disk = try FailingDisk() else { return }
      let floor = try TradingFloor()
      try disk.fail()
      let server = try floor.server(programs: disk.programs)
      try expectShut(floor, server, because: "Input/output error")
      #expect(try server.trading()["trading"] as? String != "open")
      try floor.finish(server)
    }
  }
}
