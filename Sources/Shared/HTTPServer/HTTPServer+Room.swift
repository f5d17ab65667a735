internal import LinuxIO

/// Who makes room where there is not enough for all.
extension HTTPServer {
  /// Closes the connections that others can best do without: one in sixty-four at once, so that a flood of
  /// new ones does not mean a look at all of them for each. Never the newest, of which nothing has been read.
  ///
  /// - Returns: false when there is none.
  @discardableResult
  func makeRoom() -> Bool {
    let now = EventLoop.now
    var candidates: [(place: HTTPConnection.SparePlace, number: Int)] = []
    for (number, connection) in connections where number != nextNumber - 1 {
      if let place = connection.sparePlace(at: now) { candidates.append((place, number)) }
    }
    if candidates.isEmpty { return false }
    candidates.sort { one, other in
      if one.place.isReading != other.place.isReading { return !one.place.isReading }
      if one.place.wasGranted != other.place.wasGranted { return !one.place.wasGranted }
      return (one.place.since, one.number) < (other.place.since, other.number)
    }
    let count = max(1, settings.connectionCountMax / 64)
    for candidate in candidates.prefix(count) { connections[candidate.number]?.close() }
    return true
  }

  /// Refuses unfinished requests of clients that were granted nothing, the largest first, until what is held
  /// is no more than may be: one that was granted something does not wait behind them.
  func makeRoomForRequests() {
    let others = connections.values.filter { $0.isSpareRequest }
      .sorted { ($1.heldByteCount, $0.number) < ($0.heldByteCount, $1.number) }
    for connection in others where heldByteCount > settings.heldByteCountMax { connection.refuseForRoom() }
  }

  /// Closes connections until what clients leave unread is no more than may be: those first that leave the
  /// most, among them the one that has just been written to.
  ///
  /// Of the others only those whose replies are whole: nothing that is going on depends on them, so that one
  /// can be closed in the midst of what another does. A stream is bounded by itself.
  func boundUnread(with newest: HTTPConnection) {
    guard unreadByteCount > settings.unreadByteCountMax else { return }
    // What was taken since the last look is held against nobody.
    for connection in connections.values { connection.count() }
    while unreadByteCount > settings.unreadByteCountMax, newest.isOpen {
      var most = newest
      for connection in connections.values
      where connection.hasWholeReplies && connection.unreadByteCount > most.unreadByteCount {
        most = connection
      }
      most.close()
    }
  }
}
