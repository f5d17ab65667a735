internal import Catalog
internal import LinuxIO

/// The sessions that have ids, bounded in number.
@LoopActor
struct SessionTable {
  private let countMax: Int
  private var sessions: [SessionID: HTTPSession] = [:]

  init(countMax: Int) {
    self.countMax = countMax
  }

  var count: Int { sessions.count }
  var all: [HTTPSession] { Array(sessions.values) }

  subscript(id: SessionID) -> HTTPSession? { sessions[id] }

  /// Takes a session in.
  ///
  /// - Returns: those that had to make room: of whoever has the most, counted with the new one, the ones that
  ///   were used the longest ago, and such that nobody waits at before others. So nobody who has less than an
  ///   equal share loses one to somebody who has more. One in sixty-four at once, so that a full table is not
  ///   looked through for every new session.
  mutating func insert(_ session: HTTPSession) -> [HTTPSession] {
    guard let id = session.id else { return [] }
    var evicted: [HTTPSession] = []
    if sessions.count >= countMax {
      evicted = evictions(countMax: max(1, countMax / 64), for: session.owner)
      for old in evicted { remove(old) }
    }
    sessions[id] = session
    return evicted
  }

  /// A session that may have to go.
  private struct Candidate {
    let session: HTTPSession
    let isBusy: Bool
    let lastUsed: UInt64
    /// How many its owner has when it is his turn to lose this one.
    var ownCount = 0

    @LoopActor init(_ session: HTTPSession) {
      self.session = session
      isBusy = session.isBusy
      lastUsed = session.lastUsed
    }

    func isIdler(than other: Candidate) -> Bool {
      isBusy == other.isBusy ? lastUsed < other.lastUsed : !isBusy
    }
  }

  /// Who goes for a session of `owner`. The first one has to; of the others those that are waited at stay,
  /// unless their owner has more than anybody else: they would be looked through again for each new session.
  private func evictions(countMax: Int, for owner: Principal) -> [HTTPSession] {
    var candidates: [Candidate] = []
    candidates.reserveCapacity(sessions.count)
    var counts: [Int] = []
    for (holder, own) in Dictionary(grouping: sessions.values, by: \.owner) {
      let count = own.count + (holder == owner ? 1 : 0)
      counts.append(count)
      let ordered = own.map { Candidate($0) }.sorted { $0.isIdler(than: $1) }
      // Each one that goes leaves its owner with one less, and so further from his turn.
      for (index, candidate) in ordered.enumerated() {
        var candidate = candidate
        candidate.ownCount = count - index
        candidates.append(candidate)
      }
    }
    candidates.sort { one, other in
      one.ownCount == other.ownCount ? one.isIdler(than: other) : one.ownCount > other.ownCount
    }
    counts.sort(by: >)
    let second = counts.count > 1 ? counts[1] : Int.max
    let others = candidates.prefix(countMax).dropFirst().filter { !$0.isBusy || $0.ownCount > second }
    return candidates.prefix(1).map(\.session) + others.map(\.session)
  }

  mutating func remove(_ session: HTTPSession) {
    if let id = session.id { sessions[id] = nil }
  }
}
