/// The calls that wait for a worker. Each client has its turn: one that sends two hundred calls at once waits
/// for them, and nobody else does.
struct WaitingCalls {
  /// Calls of all clients.
  static let countMax = 8_192
  /// Calls of one client.
  static let clientCountMax = LinkState.waitingCountMax
  /// Turns of clients without calls that are kept in any case.
  static let emptyCountMax = 1_024

  /// Those that a worker had when it ended: they came first, and go first.
  private var again: [LinkedCall] = []
  /// The calls of each client that has a turn; none when they were all taken out before it came.
  private var queues: [UInt64: [LinkedCall]] = [:]
  /// Whose queue a call is in: one that is given up is found without a look at all others.
  private var clients: [UInt64: UInt64] = [:]
  /// Clients with calls that wait, the next one first; what is before `first` has had its turn.
  private var turns: [UInt64] = []
  private var first = 0
  /// Turns of clients that have no call any more.
  private var emptyCount = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  /// Turns that are still to come.
  var turnCount: Int { turns.count - first }

  /// Takes a call in.
  ///
  /// - Returns: how many wait already when there is no room; nil when it has its place.
  mutating func append(_ call: LinkedCall) -> Int? {
    guard count < Self.countMax else { return count }
    let waiting = queues[call.client]?.count
    if let waiting, waiting >= Self.clientCountMax { return waiting }
    if waiting == nil { turns.append(call.client) }
    if waiting == 0 { emptyCount -= 1 }
    queues[call.client, default: []].append(call)
    clients[call.callID] = call.client
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
    while true {
      let client = turns[first]
      first += 1
      if first == turns.count {
        turns.removeAll(keepingCapacity: true)
        first = 0
      } else if first > 1_024 {
        turns.removeFirst(first)
        first = 0
      }
      guard let waiting = queues[client]?.count, waiting > 0 else {
        queues[client] = nil
        emptyCount -= 1
        continue
      }
      let call = queues[client]?.removeFirst()
      if waiting == 1 { queues[client] = nil } else { turns.append(client) }
      if let call { clients[call.callID] = nil }
      if clients.isEmpty, emptyCount > 0 { forgetEmpty() }
      return call
    }
  }

  /// Takes a call out that nobody wants any more, if it is there.
  mutating func remove(_ callID: UInt64) {
    if let index = again.firstIndex(where: { $0.callID == callID }) {
      again.remove(at: index)
      count -= 1
      return
    }
    guard let client = clients.removeValue(forKey: callID),
      let index = queues[client]?.firstIndex(where: { $0.callID == callID })
    else { return }
    queues[client]?.remove(at: index)
    count -= 1
    // Its turn stays until it comes, or until there are many such: to look for it costs as much as all turns.
    guard queues[client]?.isEmpty ?? false else { return }
    emptyCount += 1
    if clients.isEmpty || emptyCount > max(Self.emptyCountMax, turnCount / 2) { forgetEmpty() }
  }

  /// Takes out every call that is meant, in the order in which they would have had their turns within each
  /// client.
  mutating func remove(where isMeant: (LinkedCall) -> Bool) -> [LinkedCall] {
    if count == 0 || !contains(where: isMeant) { return [] }
    var removed = again.filter(isMeant)
    again.removeAll(where: isMeant)
    for client in turns[first...] {
      guard let queue = queues[client] else { continue }
      let taken = queue.filter(isMeant)
      if taken.isEmpty { continue }
      for call in taken { clients[call.callID] = nil }
      removed += taken
      queues[client] = queue.filter { !isMeant($0) }
    }
    forgetEmpty()
    count -= removed.count
    return removed
  }

  /// Lets go of the turns of clients that have no call.
  private mutating func forgetEmpty() {
    turns = turns[first...].filter { client in
      if queues[client]?.isEmpty ?? true {
        queues[client] = nil
        return false
      }
      return true
    }
    first = 0
    emptyCount = 0
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
