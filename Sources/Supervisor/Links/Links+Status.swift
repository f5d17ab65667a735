internal import LinuxIO
internal import Values

extension Links {
  /// The answer of server_status: what this process knows of itself and of the workers. Asks nobody, so it
  /// answers when nothing else does.
  func statusEnvelope() -> [UInt8] {
    let now = EventLoop.now
    var writer = JSONWriter(reservingByteCount: 1024)
    writer.beginObject()
    writer.member("success", true)
    writer.key("data")
    writer.beginObject()
    writer.member("version", version)
    writer.member("venue", venue.rawValue)
    writer.member("uptime_seconds", Int((now - startedAt) / 1_000_000_000))
    writer.member("gateway_pid", Int(CurrentProcess.pid))
    writer.member("calls_pending", callCount)
    writer.key("workers")
    writer.beginArray()
    for link in links { write(link, at: now, into: &writer) }
    writer.endArray()
    writer.endObject()
    writer.member("timestamp", EventLoop.wallClockMilliseconds)
    writer.key("metadata")
    writer.beginObject()
    writer.member("venue", venue.rawValue)
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }

  private func write(_ link: WorkerLink, at now: UInt64, into writer: inout JSONWriter) {
    let facts = link.facts
    writer.beginObject()
    writer.member("role", "\(link.role)")
    // Before the first life there is nothing that could be restarted.
    writer.member("state", facts.generation == 0 ? "starting" : link.state.phase.name)
    if case .stopped(let cause) = link.state.phase { writer.member("cause", cause) }
    writer.member("generation", Int(facts.generation))
    writer.member("restarts", Int(facts.restartCount))
    if let pid = facts.pid { writer.member("pid", Int(pid)) }
    if let readyAt = facts.readyAt {
      writer.member("uptime_seconds", Int((now - readyAt) / 1_000_000_000))
      writer.member("sandbox", facts.sandbox)
    }
    if let ending = facts.lastEnding { writer.member("last_ending", ending) }
    writer.key("budget")
    writer.beginObject()
    if let toldAt = facts.weightToldAt {
      writer.member("used_weight", Int(facts.usedWeight))
      writer.member("weight_limit_per_minute", Int(facts.weightLimit))
      writer.member("as_of_seconds_ago", Int((now - toldAt) / 1_000_000_000))
    }
    writer.endObject()
    writer.endObject()
  }
}
