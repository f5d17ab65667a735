/// The calls that wait for a worker. Each client has its turn: one that sends two hundred calls at once waits
/// for them, and nobody else does.
struct WaitingCalls {
  /// Calls of all clients.
  static let countMax = 8_192
  /// Calls of one client.
  static let clientCountMax = LinkState.waitingCountMax

  /// Those that a worker had when it ended: they came first, and go first.
  private var again: [LinkedCall] = []
  private var queues: [UInt64: [LinkedCall]] = [:]
  /// Clients with calls that wait, the next one first; what is before `first` has had its turn.
  private var turns: [UInt64] = []
  private var first = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }

  /// Takes a call in.
  ///
  /// - Returns: how many wait already when there is no room; nil when it has its place.
  mutating func append(_ call: LinkedCall) -> Int? {
    guard count < Self.countMax else { return count }
    var queue: [LinkedCall] = []
    swap(&queue, &queues[call.client, default: []])
    defer { swap(&queue, &queues[call.client, default: []]) }
    guard queue.count < Self.clientCountMax else { return queue.count }
    if queue.isEmpty { turns.append(call.client) }
    queue.append(call)
    count += 1
    return nil
  }

  /// Puts calls before all others.
  mutating func putFirst(_ calls: [LinkedCall]) {
    again.insert(contentsOf: calls, at: 0)
    count += calls.count
  }

  /// Takes the call out whose turn it is.
  mutating func next() -> LinkedCall? {
    if count == 0 { return nil }
    count -= 1
    if !again.isEmpty { return again.removeFirst() }
    let client = turns[first]
    first += 1
    if first == turns.count {
      turns.removeAll(keepingCapacity: true)
      first = 0
    } else if first > 1_024 {
      turns.removeFirst(first)
      first = 0
    }
    let call = queues[client]?.removeFirst()
    if queues[client]?.isEmpty ?? true { queues[client] = nil } else { turns.append(client) }
    return call
  }

  /// Takes out every call that is meant, in the order in which they would have had their turns within each
  /// client.
  mutating func remove(where isMeant: (LinkedCall) -> Bool) -> [LinkedCall] {
    if count == 0 || !contains(where: isMeant) { return [] }
    var removed = again.filter(isMeant)
    again.removeAll(where: isMeant)
    for client in turns[first...] {
      guard let queue = queues[client] else { continue }
      removed += queue.filter(isMeant)
      let left = queue.filter { !isMeant($0) }
      queues[client] = left.isEmpty ? nil : left
    }
    turns = turns[first...].filter { queues[$0] != nil }
    first = 0
    count -= removed.count
    return removed
  }

  private func contains(where isMeant: (LinkedCall) -> Bool) -> Bool {
    again.contains(where: isMeant) || queues.values.contains { $0.contains(where: isMeant) }
  }

  /// Goes through all of them.
  func forEach(_ body: (LinkedCall) -> Void) {
    again.forEach(body)
    for queue in queues.values { queue.forEach(body) }
  }
}
