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
  /// - Returns: those that had to make room: the ones that were used the longest ago, and such that nobody
  ///   waits at before others; of the same client where that client has more than its share, so that nobody
  ///   drives out everybody else. One in sixty-four at once, so that a full table is not looked through for
  ///   every new session.
  mutating func insert(_ session: HTTPSession) -> [HTTPSession] {
    guard let id = session.id else { return [] }
    var evicted: [HTTPSession] = []
    if sessions.count >= countMax {
      let owners = Set(sessions.values.map(\.owner)).count
      let own = sessions.values.filter { $0.owner == session.owner }
      let isGreedy = own.count * owners >= countMax
      let candidates = isGreedy ? own : Array(sessions.values)
      evicted = Self.oldest(candidates, countMax: max(1, countMax / 64))
      for old in evicted { remove(old) }
    }
    sessions[id] = session
    return evicted
  }

  private static func oldest(_ candidates: [HTTPSession], countMax: Int) -> [HTTPSession] {
    let ordered = candidates.map { (session: $0, isBusy: $0.isBusy, lastUsed: $0.lastUsed) }.sorted {
      $0.isBusy == $1.isBusy ? $0.lastUsed < $1.lastUsed : !$0.isBusy
    }
    // Of those that somebody waits at no more than have to go.
    let idleCount = ordered.prefix(countMax).prefix { !$0.isBusy }.count
    return ordered.prefix(max(1, idleCount)).map(\.session)
  }

  mutating func remove(_ session: HTTPSession) {
    if let id = session.id { sessions[id] = nil }
  }
}
