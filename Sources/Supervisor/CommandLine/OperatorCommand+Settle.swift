internal import LinuxIO
internal import Operator
internal import Values
internal import Wire

extension OperatorCommand {
  /// An order whose outcome the exchange has forgotten, as the server that can settle it knows it.
  struct ForgottenOrder {
    let server: OperatorSocketName
    let order: JSONValue

    /// - Returns: `nil` for a server that does not know the order, or says that it is not a person's to
    ///   settle.
    init?(_ reply: ServerReply) {
      guard let value = reply.value, let order = value["order"], value["can_be_settled"]?.boolean == true
      else { return nil }
      server = reply.name
      self.order = order
    }
  }

  /// Shows the order, asks, and has one server write down what a person found out about it.
  static func settle(
    _ folder: String, _ id: String, wasPlaced: Bool, _ options: OperatorOptions
  ) async throws(OperatorClient.Failure) -> ExitCode {
    let words = wasPlaced ? "placed" : "not placed"
    guard options.isAgreed || Terminal.isThere else {
      return fail(
        "settle asks before it writes, and this is no terminal",
        "When you have looked at the exchange's own pages: bulkhead settle \(id) "
          + "\(wasPlaced ? "placed" : "not-placed") --yes", .usage)
    }
    guard let servers = try RunningServers(stateFolder: folder) else {
      return noServer("no server runs", options)
    }
    let replies = try await servers.ask(.trading, .intent(id: id), timeoutMilliseconds: answerMilliseconds)
    guard !replies.isEmpty else { return noServer("no server with a trading key runs", options) }
    guard let found = replies.lazy.compactMap({ ForgottenOrder($0) }).first else {
      return fail("order \(id) is not one to settle", whyNot(replies).joined(separator: "\n"), .commandFailed)
    }
    if !options.isAgreed {
      let rendering = JSONRendering(width: OutputWidth.columns(), palette: .forOutput())
      StandardStream.output.write(rendering.lines(found.order).joined(separator: "\n") + "\n\n")
      StandardStream.output.write("The journal will say, by your word, that it was \(words). Agree? [y/N]: ")
      guard ["y", "yes"].contains(Terminal.line()?.lowercased() ?? "") else {
        return fail("not agreed; nothing was written", "The order stays as it is.", .commandFailed)
      }
    }
    let answers = try await servers.ask(
      .trading, .settle(id: id, wasPlaced: wasPlaced), only: found.server,
      timeoutMilliseconds: answerMilliseconds)
    CommandOutput(isJSON: options.isJSON).show(ServerReply.lines(answers), ServerRendering.json(answers))
    return !answers.isEmpty && answers.allSatisfy(\.isGood) ? .success : .commandFailed
  }

  /// What each server says about an order that it does not let a person settle.
  private static func whyNot(_ replies: [ServerReply]) -> [String] {
    replies.map { reply in
      let why = reply.value?["why_not"]?.string.map { TerminalText.escaped($0) }
      return "\(reply.title): \(why ?? reply.word ?? "it answered")"
    }
  }
}
