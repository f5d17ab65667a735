/// The processes and what joins them, as lines of text.
struct ProcessDrawing {
  /// From the client to the exchange.
  let chain: [ProcessBox]
  /// What joins each with the next; one fewer than boxes.
  let joints: [String]
  /// Who started and watches them.
  let launcher: ProcessBox

  /// The processes of a server that has one worker.
  ///
  /// - Parameter isEncrypted: whether the worker speaks TLS with the exchange.
  init(clientPid: Int, launcherPid: Int, facts: ServerFacts, isEncrypted: Bool) {
    let generation = facts.market.map { "generation \($0.generation), no key" } ?? "no key"
    chain = [
      ProcessBox(title: "client", pid: clientPid, note: ""),
      ProcessBox(
        title: "gateway", pid: facts.gatewayPid, note: "reads what clients send, opens no connection"),
      ProcessBox(title: "market worker", pid: facts.market?.pid, note: generation),
      ProcessBox(title: "exchange", pid: nil, note: facts.venue),
    ]
    joints = ["stdio", "socket", isEncrypted ? "HTTPS" : "HTTP"]
    launcher = ProcessBox(
      title: "launcher", pid: launcherPid, note: "started them, watches them, reads nothing from outside")
  }

  /// Side by side where that fits, else one below the other.
  func lines(width: Int, palette: Palette) -> [String] {
    let wide = wideLines()
    let isFitting = wide.allSatisfy { DisplayWidth.columns(of: $0) <= width }
    let lines = isFitting ? wide : tallLines().map { DisplayWidth.clipped($0, width: width) }
    return lines.map { palette.paint($0, .accent) }
  }

  private func wideLines() -> [String] {
    var rows = ["", "", "", ""]
    for (index, box) in chain.enumerated() {
      let inner = max(DisplayWidth.columns(of: box.title), DisplayWidth.columns(of: box.detail)) + 2
      rows[0] += "┌" + String(repeating: "─", count: inner) + "┐"
      rows[1] += "│ " + DisplayWidth.fitted(box.title, width: inner - 1) + "│"
      rows[2] += "│ " + DisplayWidth.fitted(box.detail, width: inner - 1) + "│"
      rows[3] += "└" + String(repeating: "─", count: inner) + "┘"
      guard index < joints.count else { continue }
      let joint = "─\(joints[index])─▶"
      let gap = String(repeating: " ", count: joint.count)
      rows[0] += gap
      rows[1] += joint
      rows[2] += gap
      rows[3] += gap
    }
    return rows + ["\(launcher.title), \(launcher.detail): \(launcher.note)"]
  }

  private func tallLines() -> [String] {
    let titleWidth = (chain + [launcher]).map { DisplayWidth.columns(of: $0.title) }.max() ?? 0
    func line(_ box: ProcessBox) -> String {
      let pid = box.pid.map { "pid \($0)" } ?? ""
      let text =
        DisplayWidth.fitted(box.title, width: titleWidth) + "  " + DisplayWidth.fitted(pid, width: 12)
        + box.note
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    var lines: [String] = []
    for (index, box) in chain.enumerated() {
      lines.append(line(box))
      if index < joints.count { lines.append("  ↓ \(joints[index])") }
    }
    return lines + [line(launcher)]
  }
}
