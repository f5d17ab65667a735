internal import Operator
internal import Values

/// What servers answered, for people and for programs.
struct ServerRendering {
  let width: Int
  let palette: Palette

  /// The state of everything: halted or not, then each server.
  func status(_ replies: [ServerReply], _ halt: HaltedState, folder: String) -> [String] {
    var lines = ["State folder: \(TerminalText.escaped(folder))"]
    lines.append(
      halt.because.map { palette.paint("HALTED: no new orders. \(TerminalText.escaped($0))", .falling) }
        ?? "Not halted.")
    if replies.isEmpty { return lines + ["No server runs."] }
    return lines + answers(replies)
  }

  /// Each server's answer below its name.
  func answers(_ replies: [ServerReply]) -> [String] {
    replies.flatMap { reply -> [String] in
      let title = ["", palette.paint(reply.title, .bold)]
      guard let value = reply.value else { return title + ["  \(reply.word ?? "")"] }
      let lines = JSONRendering(width: width - 2, palette: palette).lines(value)
      return title + lines.map { "  \($0)" }
    }
  }

  /// The same for programs.
  static func statusJSON(_ replies: [ServerReply], _ halt: HaltedState, folder: String) -> JSON {
    [
      "state_folder": .string(folder), "halted": .boolean(halt.because != nil),
      "halted_because": halt.because.map { .string($0) } ?? .null,
      "servers": .array(replies.map(\.json)),
    ]
  }

  /// Replies for programs.
  static func json(_ replies: [ServerReply]) -> JSON { ["servers": .array(replies.map(\.json))] }
}
