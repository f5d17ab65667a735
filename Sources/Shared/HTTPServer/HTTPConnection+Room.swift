internal import HTTP
internal import LinuxIO

/// What a connection has of that which all share: its place, and its part of the server's sums.
extension HTTPConnection {
  /// A place that may be given to somebody else.
  struct SparePlace {
    /// Whether a request is coming on it: it goes after those on which nothing happens.
    let isReading: Bool
    let wasGranted: Bool
    /// Since when nothing has been done with it, or a request has been coming.
    let since: UInt64
  }

  /// The connection's place, unless something is being done on it that somebody waits for.
  func sparePlace(at now: UInt64) -> SparePlace? {
    count()
    if let idleSince { return SparePlace(isReading: false, wasGranted: wasGranted, since: idleSince) }
    guard stage == .reading else { return nil }
    if let unreadSince {
      // Whoever was granted something may be just reading it. The others have no such respite: with it they
      // would keep their places by reading a little now and then.
      if wasGranted, !isOver(settings.graceNanoseconds, since: unreadSince, at: now) { return nil }
      return SparePlace(isReading: false, wasGranted: wasGranted, since: unreadSince)
    }
    guard let requestSince, isOver(settings.graceNanoseconds, since: requestSince, at: now) else {
      return nil
    }
    return SparePlace(isReading: true, wasGranted: wasGranted, since: requestSince)
  }

  private func isOver(_ nanoseconds: UInt64, since start: UInt64, at now: UInt64) -> Bool {
    now > start && now - start > nanoseconds
  }

  /// Counts what is held for this client in the server's sums, and notes when it last took something.
  func count() {
    // What it was counted with has been taken back when it was closed.
    guard stage != .closed else { return }
    let held = max(0, parser.heldByteCount + rest.count + linedByteCount - settings.freeByteCount)
    let unread = channel.queuedByteCount
    if held == heldByteCount, unread == unreadByteCount { return }
    if unread == 0 {
      unreadSince = nil
    } else if unreadSince == nil || unread < unreadByteCount {
      unreadSince = EventLoop.turnTime
    }
    server.count(held: held - heldByteCount, unread: unread - unreadByteCount)
    heldByteCount = held
    unreadByteCount = unread
  }

  /// Whether what has come of a request may be given up for others.
  var isSpareRequest: Bool { stage == .reading && !wasGranted && heldByteCount > 0 }

  /// Whether all that waits for its client is replies that are whole.
  var hasWholeReplies: Bool { stage == .reading || stage == .lingering }

  /// Refuses a request that there is no room for.
  func refuseForRoom() {
    refuse(status: 503, words: "too many large requests are being received; try again", head: parser.head)
  }

  /// Counts what waits for the client once it has been written to; where all together leave too much unread,
  /// somebody's connection ends.
  func noteUnread() {
    guard channel.queuedByteCount > 0 else { return }
    count()
    server.boundUnread(with: self)
  }

  /// Notes that a request was granted: others make room before this connection does.
  public func grant() {
    wasGranted = true
    deniedInARow = 0
  }

  /// Notes that the present request, which is still to be answered, was not granted.
  ///
  /// The first few leave the connection as it is: a client that is told to bring a token comes back with it,
  /// and a browser asks beforehand. One that goes on is answered, and the connection ends with that.
  public func deny() {
    deniedInARow += 1
    if deniedInARow >= settings.deniedInARowMax { asked.keepsAlive = false }
  }
}
