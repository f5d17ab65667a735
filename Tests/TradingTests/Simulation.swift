import Catalog
import Configuration
import Journal
import LinuxIO
import Values

@testable import Trading

/// One run of several servers and clients against a model of the exchange, with everything that can go wrong
/// going wrong by chance; and what must be true of it.
@LoopActor
final class Simulation {
  static let dailyMax = 2_000
  static let orderMax = 900

  private let world: TradingWorld
  private var chance: Chance
  private var lives: [TradingLife] = []
  private var commands: [SimulatedCommand] = []
  private var isCalm = false
  private var mayHalt = false
  private var runningCount = 0
  private(set) var crashCount = 0
  private(set) var complaints: [String] = []

  init(seed: UInt64) {
    chance = Chance(seed)
    // Around midnight at the exchange more often than not.
    let midnight = 20_001 * 86_400_000
    world = TradingWorld(epochMilliseconds: midnight - chance.below(90_000))
    var policy = TradingPolicy()
    policy.isEnabled = true
    policy.allowsFutures = true
    policy.dailyNotionalMax = ExactDecimal(Self.dailyMax)
    policy.orderNotionalMax = ExactDecimal(Self.orderMax)
    world.policy = policy
  }

  var orderCount: Int { world.model.orders.count }
  /// Everything that all servers have written.
  var records: [JournalRecord] { world.shelf.records }

  /// Runs it.
  func run() async {
    arrange()
    for _ in 0..<(1 + chance.below(2)) { lives.append(begin()) }
    await world.clock.pass(milliseconds: 100)
    // All at once now and then.
    let spread = chance.percent(40) ? 100 : 25_000
    for index in 0..<(3 + chance.below(4)) {
      let command = command(index)
      commands.append(command)
      runningCount += 1
      onLoop { [self] in await carryOut(command, startAfter: chance.below(spread)) }
    }
    mayHalt = chance.percent(30)
    if mayHalt { onLoop { [self] in await turnHalt(after: chance.below(20_000)) } }
    if chance.percent(30) { onLoop { [self] in await killSomebody() } }
    if chance.percent(30) { onLoop { [self] in await fillDisk() } }
    if chance.percent(20) { onLoop { [self] in await breakDisk() } }
    await world.clock.settle()
    for _ in 0..<4_000 where runningCount > 0 { await world.clock.step() }
    if runningCount > 0 { complaints.append("a client was left waiting") }
    isCalm = true
    world.halt.haltedBecause = nil
    world.shelf.failure = nil
    // Only another life goes on with a journal that is shut.
    for life in lives where life.isJournalShut && !life.isDead { life.die() }
    if !lives.contains(where: { !$0.isDead }) { lives.append(begin()) }
    for _ in 0..<40 {
      await world.clock.pass(milliseconds: 5_000)
      if world.shelf.book.open.isEmpty { break }
    }
    check()
    for life in lives where !life.isDead { life.die() }
    for _ in 0..<2_000 where world.clock.sleeperCount > 0 { await world.clock.step() }
    if world.clock.sleeperCount > 0 { complaints.append("something never ends") }
  }

  private func arrange() {
    world.shelf.willMake = { [unowned self] in judge($0, by: $1) }
    world.model.latency = { [unowned self] in
      if isCalm { return 1 }
      // While a request is on its way, or about to be.
      if mayHalt, chance.percent(2), world.halt.haltedBecause == nil {
        onLoop { await self.turnHalt(after: 0) }
      }
      return 1 + chance.below(40)
    }
    world.model.lapse = { [unowned self] in !isCalm && chance.percent(15) ? 1 + chance.below(1_900) : 0 }
    world.model.losesQuestion = { [unowned self] in !isCalm && chance.percent(15) }
    world.model.fate = { [unowned self] _ in isCalm ? .done : fate() }
  }

  private func fate() -> ModelExchange.Fate {
    switch chance.below(20) {
    case 0...9: .done
    case 10: .refused(chance.pick([-2010, -2021]))
    case 11: .unsent
    case 12: .garbled
    case 13: .unclear(chance.pick([-1006, -1007]), isTaken: chance.percent(50))
    case 14: .unclear(-1008, isTaken: false)
    case 15: .lost(takenAfter: nil, shownAfter: 0)
    case 16, 17: .lost(takenAfter: chance.below(3_000), shownAfter: chance.below(8_000))
    case 18: .lost(takenAfter: 0, shownAfter: 0)
    default: .lost(takenAfter: chance.below(3_500), shownAfter: 8_000)
    }
  }

  private func begin() -> TradingLife {
    let life = world.begin()
    life.drafting.wait = { [unowned self] in
      if !isCalm { await world.clock.sleep(milliseconds: 1 + chance.below(60)) }
    }
    life.diesAt = { [unowned self] _ in
      guard !isCalm, chance.percent(4) else { return false }
      crashCount += 1
      return true
    }
    return life
  }

  private func command(_ index: Int) -> SimulatedCommand {
    let worth = 100 * (1 + chance.below(10))
    let hasKey = chance.percent(50)
    let symbol = chance.pick(["BTCUSDT", "ETHUSDT", "BNBUSDT"])
    // Commands that are told apart by nothing but their symbol and worth occur, and are meant to.
    let key = hasKey ? #","idempotency_key":"key-\#(index)""# : ""
    let quantity = worth / 100
    let (tool, arguments) =
      switch chance.below(20) {
      case 0...3:
        (
          "create_order_list",
          #"{"kind":"OTO","symbol":"\#(symbol)","working_type":"LIMIT","working_side":"BUY","#
            + #""working_quantity":"\#(quantity)","working_price":"50","pending_side":"SELL","#
            + #""pending_quantity":"\#(quantity)","pending_type":"LIMIT","pending_price":"50"\#(key)}"#
        )
      case 4...6:
        ("replace_order", TradingWorld.order("\(quantity)", symbol: symbol, more: replaced(index) + key))
      case 7, 8: ("create_futures_order", TradingWorld.order("\(quantity)", symbol: symbol, more: key))
      case 9:
        (
          "create_futures_order",
          #"{"symbol":"\#(symbol)","side":"BUY","type":"STOP_MARKET","quantity":"\#(quantity)","#
            + #""stop_price":"120"\#(key)}"#
        )
      default: ("create_order", TradingWorld.order("\(quantity)", symbol: symbol, more: key))
      }
    return SimulatedCommand(
      tool: tool, arguments: arguments, hasKey: hasKey, worth: worth, principal: chance.pick(["one", "two"]))
  }

  /// An order that stands there, to be replaced.
  private func replaced(_ index: Int) -> String {
    world.model.standing["\(index + 1)"] = "NEW"
    return #","cancel_order_id":\#(index + 1)"#
  }

  /// A client that asks until it is told something certain, as clients do that are allowed to.
  private func carryOut(_ command: SimulatedCommand, startAfter: Int) async {
    await world.clock.sleep(milliseconds: startAfter)
    var uncertainSince: Int?
    for _ in 0..<8 where !command.isDone {
      let now = world.model.nowMilliseconds
      if let uncertainSince, !command.hasKey, now - uncertainSince > 45_000 { break }
      let alive = lives.filter { !$0.isDead }
      guard !alive.isEmpty else {
        await world.clock.sleep(milliseconds: 200 + chance.below(3_000))
        if !lives.contains(where: { !$0.isDead }) { lives.append(begin()) }
        continue
      }
      let result = await chance.pick(alive).call(
        command.tool, command.arguments, principal: command.principal, intended: { command.ids.insert($0) })
      switch result {
      case nil: uncertainSince = world.model.nowMilliseconds
      case .success?: command.isDone = true
      case .failure(let failure)?:
        switch failure.kind {
        case .outcomeUnknown:
          if failure.details.contains(where: { $0.0 == "sent" }) { break }
          uncertainSince = world.model.nowMilliseconds
        case .exchangeUnavailable, .networkError, .internalError, .timeout: break
        default: command.isDone = true
        }
      }
      await world.clock.sleep(milliseconds: 100 + chance.below(9_000))
    }
    runningCount -= 1
  }

  private func turnHalt(after milliseconds: Int) async {
    await world.clock.sleep(milliseconds: milliseconds)
    if isCalm { return }
    world.halt.haltedBecause = "a test"
    await world.clock.sleep(milliseconds: chance.below(10_000))
    world.halt.haltedBecause = nil
  }

  private func killSomebody() async {
    await world.clock.sleep(milliseconds: chance.below(30_000))
    guard !isCalm, let life = lives.first(where: { !$0.isDead }) else { return }
    crashCount += 1
    life.die()
    lives.append(begin())
  }

  /// The disk takes nothing for a while; of what need not outlive a loss of power it may take more.
  private func fillDisk() async {
    await world.clock.sleep(milliseconds: chance.below(25_000))
    guard !isCalm else { return }
    world.shelf.failsDurableOnly = chance.percent(30)
    world.shelf.failure = .system(SystemFailure(call: "write", number: SystemFailure.noSpace))
    await world.clock.sleep(milliseconds: chance.below(12_000))
    world.shelf.failure = nil
  }

  /// A wait for the disk fails, and the journal is shut for that life.
  private func breakDisk() async {
    await world.clock.sleep(milliseconds: chance.below(25_000))
    guard !isCalm, let life = lives.first(where: { !$0.isDead }) else { return }
    life.failNextSync()
    await world.clock.sleep(milliseconds: 5_000 + chance.below(20_000))
    guard !isCalm, life.isJournalShut, !life.isDead else { return }
    // The operator starts it anew.
    life.die()
    lives.append(begin())
  }

  /// What is decided in the transaction of an intent is right by all that any server has written.
  private func judge(_ intent: Intent, by book: IntentBook) {
    let standing = book.open(symbol: intent.symbol, api: intent.api)
    if standing.contains(where: { $0.state == .unknown }) {
      complaints.append("\(intent.id) is made while an outcome on \(intent.symbol) is not known")
    }
    let since = intent.madeAtMilliseconds - 60_000
    if intent.idempotency == nil,
      let first = book.uncertain(parameters: intent.parameters, sinceMilliseconds: since)
    {
      complaints.append("\(intent.id) is the same as \(first.intent.id), of which nobody may know")
    }
    if let key = intent.idempotency, let first = book.entry(idempotency: key),
      first.state != .notPlaced || first.sentAtMilliseconds != nil
    {
      complaints.append("\(intent.id) has the key of \(first.intent.id), which may have been sent")
    }
    let day = IntentBook.day(ofMilliseconds: intent.madeAtMilliseconds)
    do {
      let sum = try book.dailyNotional(day: day, quote: intent.quote).adding(intent.notional)
      if sum > ExactDecimal(Self.dailyMax) { complaints.append("\(intent.id) makes \(sum) of day \(day)") }
    } catch {
      complaints.append("a sum that does not fit")
    }
  }

  private func check() {
    let model = world.model
    for (id, count) in model.posts where count > 1 { complaints.append("\(id) was sent \(count) times") }
    if model.postsWhileHalted > 0 { complaints.append("\(model.postsWhileHalted) orders left while halted") }
    for command in commands {
      let intents = Set(model.orders.keys.compactMap { IntentName.intent(of: $0) })
      let placed = command.ids.intersection(intents)
      if placed.count > 1 { complaints.append("one command, \(placed.count) orders: \(command.arguments)") }
    }
    checkReplacements()
    checkJournal()
  }

  /// Both halves of each replacement, and what was written down of the old one.
  private func checkReplacements() {
    for entry in world.shelf.book.recent(countMax: 1_000) where entry.intent.kind == .replacement {
      guard let old = entry.intent.replaces, let state = world.model.standing[old] else {
        complaints.append("\(entry.intent.id) replaces nothing")
        continue
      }
      let isThere = world.model.orders[entry.intent.id] != nil
      if isThere, state != "CANCELED" { complaints.append("\(old) is \(state) beside its replacement") }
    }
    for case .audited(let entry) in world.shelf.records {
      let words = entry.parameters.split(separator: " ").map { String($0) }
      guard entry.parameters.hasPrefix("the order that"), words.count == 8,
        let state = world.model.standing[words[7]], !entry.result.hasPrefix("not known")
      else { continue }
      // One that stood may have been cancelled later, and none comes back.
      let isPlaced = world.model.orders[words[3]] != nil
      if entry.result != state, isPlaced || entry.result != "NEW" {
        complaints.append("\(words[7]) is \(state), and the journal says \(entry.result)")
      }
    }
  }

  private func checkJournal() {
    let (model, book) = (world.model, world.shelf.book)
    if !book.open.isEmpty {
      complaints.append("left open: \(book.open.map { "\($0.intent.id) \($0.state)" })")
    }
    var sums: [Int: ExactDecimal] = [:]
    for entry in book.recent(countMax: 1_000) {
      let there = entry.intent.legs.filter { model.orders[$0.clientOrderID] != nil }
      let isPlaced = entry.state == .placed
      if isPlaced != (there.count == entry.intent.legs.count), !entry.state.isOpen {
        complaints.append("\(entry.intent.id) is \(entry.state), and \(there.count) orders are there")
      }
      if entry.intent.notional > ExactDecimal(Self.orderMax) { complaints.append("beyond the order's cap") }
      guard let order = there.first.flatMap({ model.orders[$0.clientOrderID] }) else { continue }
      let day = order.timestampMilliseconds / 86_400_000
      do {
        sums[day] = try (sums[day] ?? .zero).adding(entry.intent.notional)
      } catch {
        complaints.append("a sum that does not fit")
      }
    }
    for (day, sum) in sums where sum > ExactDecimal(Self.dailyMax) {
      complaints.append("\(sum) on day \(day)")
    }
    let known = Set(book.recent(countMax: 1_000).flatMap { $0.intent.legs.map(\.clientOrderID) })
    for id in model.orders.keys where !known.contains(id) { complaints.append("nobody knows of \(id)") }
  }
}
