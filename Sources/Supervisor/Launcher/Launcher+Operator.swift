internal import Catalog
internal import Configuration
internal import LinuxIO
internal import Values
internal import Wire

extension Launcher {
  /// Answers the operator at the control socket.
  func answer(_ request: OperatorRequest) -> OperatorReply {
    switch request {
    case .status:
      return .answer(json: statusText())
    case .restart(let role):
      if role != .market, lookAgain() {
        for slot in slots where slot.role != .market && slot.role != role {
          restart(slot, because: "other tools are offered")
        }
      }
      guard let slot = slots.first(where: { $0.role == role }) else {
        let roles = slots.map(\.role.name).joined(separator: ", ")
        return .refused(reason: "there is no \(role.name) worker here; there is: \(roles)")
      }
      let before = slot.supervision.generation
      restart(slot, because: "the operator asked")
      return .done(message: "the \(name(of: role)) is started anew, after generation \(before)")
    case .orders, .halt, .resume, .confirm, .decline, .question, .intent, .settle:
      return .refused(reason: "the trading worker answers this, at its own socket")
    }
  }

  private func statusText() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("pid", Int(CurrentProcess.pid))
    writer.member("version", Version.text)
    writer.member("venue", configuration.venue.rawValue)
    if let spotURL { writer.member("server", spotURL) }
    if let network = configuration.network { writer.member("listens_at", endpoint(network)) }
    writer.member("trading", configuration.tradingMode.rawValue)
    if let gateway { writer.member("gateway_pid", Int(gateway.process.pid)) }
    if let paper { writer.member("paper_pid", Int(paper.pid)) }
    if let path = configuration.configurationPath { writer.member("configuration_file", path) }
    if let state { writer.member("state_folder", state.place.folder) }
    writer.key("roles")
    writer.beginArray()
    for slot in slots { write(slot, to: &writer) }
    writer.endArray()
    writer.endObject()
    return writer.bytes
  }

  private func write(_ slot: WorkerSlot, to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("role", slot.role.name)
    if let process = slot.compartment?.process { writer.member("pid", Int(process.pid)) }
    writer.member("generation", Int(slot.supervision.generation))
    writer.member("restarts", Int(slot.supervision.restartCount))
    switch slot.supervision.state {
    case .resting: writer.member("state", "waiting")
    case .starting: writer.member("state", "starting")
    case .ready: writer.member("state", "ready")
    case .stopped(let cause):
      writer.member("state", "stopped")
      writer.member("cause", cause)
    }
    let held = keys[for: slot.role]
    if !held.isEmpty {
      writer.key("keys")
      writer.beginArray()
      for key in held {
        writer.beginObject()
        writer.member("for", key.purpose.rawValue)
        writer.member("id", key.shownID)
        writer.member("from", key.origin)
        writer.endObject()
      }
      writer.endArray()
    }
    writer.endObject()
  }
}
