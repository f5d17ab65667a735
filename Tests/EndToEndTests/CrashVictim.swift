import Foundation
import TestSupport

/// One seed: a client, and two servers after each other on one state folder, whose trading workers are killed
/// at all of the six points.
///
/// Unchecked because one thread at a time has it.
final class CrashVictim: @unchecked Sendable {
  /// Lives of one server that are killed.
  private static let killCount = 3
  /// Calls to one server, at the most.
  private static let callCountMax = 40

  let seed: Int
  private(set) var commands: [CrashCommand] = []
  private(set) var complaints: [String] = []
  /// Lives that ended at a point.
  private(set) var killedCount = 0
  /// Orders that the exchange was sent, and has booked.
  private(set) var counts = (sent: 0, booked: 0)
  private var chance: SeededNumbers

  init(seed: Int) {
    self.seed = seed
    chance = SeededNumbers(seed: UInt64(seed))
  }

  /// Has everything happen, and looks what is left.
  func suffer() {
    do {
      // One of its own: the exchange counts requests by their address.
      let floor = try TradingFloor()
      let points = Array(1...6).shuffled(using: &chance)
      let first = try floor.server(at: points.prefix(3))
      try live(with: first, Array(points.prefix(3)))
      if Bool.random(using: &chance) { try first.killAll() } else { try first.finish() }
      for index in commands.indices { commands[index].meetNewServer() }
      let second = try floor.server(at: points.suffix(3))
      try live(with: second, Array(points.suffix(3)))
      // What was cut off before it came can only be known once it cannot come any more.
      try floor.passExchangeTime(milliseconds: 14_000)
      try second.settle()
      try judge(floor, second)
      let audit = try floor.operate(["audit", "verify", "--base-url", floor.url])
      if audit.code != 0 { complain("audit verify: \(audit.output)\(audit.errorText)") }
      try floor.finish(second)
    } catch {
      complain("\(error)")
    }
  }

  /// One server, until it has been killed as often as it should.
  private func live(with server: ServerUnderTest, _ points: [Int]) throws {
    for _ in 0..<Self.callCountMax {
      let generation = try server.tradingWorker().generation
      if generation > Self.killCount { break }
      var index = commands.firstIndex { $0.wantsMore }
      if index == nil {
        commands.append(CrashCommand(seed: seed, index: commands.count, &chance))
        index = commands.count - 1
      }
      guard let index, commands.count < CrashCommand.countMax else { break }
      let command = commands[index]
      commands[index].hear(try server.call(command.tool, command.arguments))
      // Long enough for the launcher to know of a death, and for a question to be answered.
      server.program.move(forMilliseconds: 5)
    }
    let generation = try server.tradingWorker().generation
    killedCount += generation - 1
    if generation != Self.killCount + 1 { complain("\(generation - 1) lives ended at \(points)") }
  }

  /// Holds against each other what the exchange, the journal, the client and the tools know.
  private func judge(_ floor: TradingFloor, _ server: ServerUnderTest) throws {
    let posts = try floor.orderPosts()
    let known = try floor.orders()
    counts = (posts.count, posts.count { !$0.booked.isEmpty })
    var mine: Set<String> = []
    for command in commands {
      let sent = posts.filter(command.isOf)
      mine.formUnion(sent.map(\.clientOrderID))
      if Set(sent.map(\.clientOrderID)).count != sent.count { complain("sent twice: \(command.arguments)") }
      let booked = sent.filter { !$0.booked.isEmpty }
      if booked.count > 1 { complain("\(booked.count) orders for \(command.arguments)") }
      if let isPlaced = command.isPlaced, isPlaced != !booked.isEmpty {
        complain("told \(command.answer), and \(booked.count) orders are there")
      }
      for post in sent {
        let state = known[post.clientOrderID]?["state"] as? String
        let right = post.booked.isEmpty ? ["not_placed", "rejected"] : ["placed"]
        if !right.contains(state ?? "") { complain("\(post) is \(state ?? "not known")") }
      }
      if let post = booked.last { try find(post, command, server) }
    }
    for post in posts where !mine.contains(post.clientOrderID) { complain("nobody wanted \(post)") }
    for (id, order) in known where !mine.contains(id) {
      let state = order["state"] as? String
      if state != "not_placed" { complain("\(id) is \(state ?? "?") and was never sent") }
    }
  }

  /// Whether the tool for it shows the order.
  private func find(_ post: LedgerPost, _ command: CrashCommand, _ server: ServerUnderTest) throws {
    guard let id = post.booked.first else { return }
    let isFutures = command.tool == "create_futures_order"
    let answer = try server.call(
      "get_order",
      [
        "symbol": post.symbol, "client_order_id": id, "market": isFutures ? "futures" : "spot",
      ])
    if !answer.isSuccess { complain("get_order of \(id): \(answer.text)") }
  }

  private func complain(_ words: String) { complaints.append(words) }
}

extension TradingFloor {
  /// A server of the debug build whose trading worker's lives end at these points, one after the other.
  fileprivate func server(at points: some Sequence<Int>) throws -> ServerUnderTest {
    let list = points.map { "\($0)" }.joined(separator: ",")
    return try server(programs: Programs.debugFolder, environment: ["BULKHEAD_CRASH_POINTS": list])
  }
}
