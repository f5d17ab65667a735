import Catalog
import Testing

@testable import Links

@Suite struct `Calls that wait` {
  private func call(_ callID: UInt64, of client: UInt64) throws -> LinkedCall {
    let tool = try #require(Catalog.tools.first { $0.role == .market })
    return LinkedCall(
      callID: callID, client: client, tool: tool, arguments: [], wantsProgress: false, startedAt: 0,
      deadline: callID)
  }

  /// Puts a call into the queue; false when there was no room.
  private func put(_ callID: UInt64, of client: UInt64, _ waiting: inout WaitingCalls) throws -> Bool {
    waiting.append(try call(callID, of: client)) == nil
  }

  private func drain(_ waiting: inout WaitingCalls) -> [UInt64] {
    var order: [UInt64] = []
    while let call = waiting.next() { order.append(call.callID) }
    return order
  }

  @Test func `each client has its turn, whatever the others have sent`() throws {
    var waiting = WaitingCalls()
    for callID in 0..<6 { _ = try put(UInt64(callID), of: 1, &waiting) }
    for (callID, client) in [(10, 2), (20, 3), (21, 3)] as [(UInt64, UInt64)] {
      _ = try put(callID, of: client, &waiting)
    }
    #expect(waiting.count == 9)
    let order = drain(&waiting)
    #expect(order == [0, 10, 20, 1, 21, 2, 3, 4, 5])
    #expect(waiting.isEmpty)
  }

  @Test func `one client fills its own places only, and all together no more than there are`() throws {
    var waiting = WaitingCalls()
    for callID in 0..<WaitingCalls.clientCountMax {
      let hasRoom = try put(UInt64(callID), of: 1, &waiting)
      #expect(hasRoom)
    }
    let full = waiting.append(try call(999, of: 1))
    #expect(full == WaitingCalls.clientCountMax)
    for client in 0..<UInt64(WaitingCalls.countMax) { _ = try put(5_000, of: 100 + client, &waiting) }
    #expect(waiting.count == WaitingCalls.countMax)
    let none = waiting.append(try call(1, of: 7))
    #expect(none == WaitingCalls.countMax)
  }

  @Test func `those of a worker that ended go first, and what is taken out has no turn`() throws {
    var waiting = WaitingCalls()
    for (callID, client) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)] as [(UInt64, UInt64)] {
      _ = try put(callID, of: client, &waiting)
    }
    waiting.putFirst([try call(8, of: 1), try call(9, of: 2)])
    let removed = waiting.remove { [2, 5, 9].contains($0.callID) }
    #expect(Set(removed.map(\.callID)) == [2, 5, 9])
    var seen: Set<UInt64> = []
    waiting.forEach { seen.insert($0.callID) }
    #expect(seen == [8, 1, 3, 4] && waiting.count == 4)
    let order = drain(&waiting)
    #expect(order == [8, 1, 3, 4])
  }

  @Test func `a call that nobody wants any more is taken out alone, and its client keeps one turn`() throws {
    var waiting = WaitingCalls()
    for (callID, client) in [(1, 1), (2, 1), (3, 2), (4, 3), (5, 3)] as [(UInt64, UInt64)] {
      _ = try put(callID, of: client, &waiting)
    }
    waiting.putFirst([try call(8, of: 1), try call(9, of: 2)])
    for callID: UInt64 in [8, 1, 3, 77, 3] { waiting.remove(callID) }
    #expect(waiting.count == 4)
    // A client of which nothing was left comes back before its turn, and another one is gone for good.
    _ = try put(6, of: 2, &waiting)
    waiting.remove(4)
    waiting.remove(5)
    _ = try put(7, of: 4, &waiting)
    let order = drain(&waiting)
    #expect(order == [9, 2, 6, 7])
    #expect(waiting.isEmpty && waiting.turnCount == 0)
    _ = try put(10, of: 3, &waiting)
    let last = drain(&waiting)
    #expect(last == [10])
  }

  @Test func `clients that come and go while no call ends leave nothing behind`() throws {
    var waiting = WaitingCalls()
    _ = try put(1, of: 1, &waiting)
    var turnCountMax = 0
    for number in 2...5_000 as ClosedRange<UInt64> {
      _ = try put(number, of: number, &waiting)
      waiting.remove(number)
      turnCountMax = max(turnCountMax, waiting.turnCount)
    }
    #expect(turnCountMax <= 2 * WaitingCalls.emptyCountMax)
    let order = drain(&waiting)
    #expect(order == [1] && waiting.turnCount == 0)
  }
}
