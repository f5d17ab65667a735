internal import LinuxIO
internal import Operator
internal import Values
internal import Wire

extension OperatorCommand {
  /// A question that a trading worker asks.
  struct OpenQuestion: Equatable {
    let server: OperatorSocketName
    let text: String
    let digest: String
    let secondsLeft: Int

    /// - Returns: `nil` for an answer that is no question.
    init?(_ reply: ServerReply) {
      guard let value = reply.value, let text = value["question"]?.string,
        let digest = value["digest"]?.string,
        !text.isEmpty, !digest.isEmpty
      else { return nil }
      server = reply.name
      self.text = text
      self.digest = digest
      secondsLeft = value["expires_in_seconds"]?.integer ?? 0
    }
  }

  /// Shows what would be agreed to, asks on the terminal, and sends the yes or the no with the digest of what
  /// was shown: a word on this order and on no other. Anything else is neither, and the question stands.
  ///
  /// Without a terminal nothing is agreed to, and no flag says yes: this is the one word that has to be a
  /// person's.
  static func confirm(
    _ folder: String, _ id: String, _ options: OperatorOptions
  ) async throws(OperatorClient.Failure) -> ExitCode {
    guard Terminal.isThere else {
      return fail(
        "confirm asks a person, and this is no terminal",
        "Type it on your own terminal: bulkhead confirm \(id)",
        .usage)
    }
    guard let servers = try RunningServers(stateFolder: folder) else {
      return noServer("no server runs", options)
    }
    let replies = try await servers.ask(
      .trading, .question(id: id), timeoutMilliseconds: answerMilliseconds)
    guard !replies.isEmpty else { return noServer("no server with a trading key runs", options) }
    guard let question = replies.lazy.compactMap({ OpenQuestion($0) }).first else {
      return fail(
        "no server that runs asks the question \(id)",
        ServerReply.lines(replies).joined(separator: "\n"), .commandFailed)
    }
    StandardStream.output.write(lines(question).joined(separator: "\n") + "\n")
    Terminal.dropTyped()
    StandardStream.output.write("Do you agree? [yes/no]: ")
    let word = Terminal.line()?.lowercased() ?? ""
    let isAgreed = ["y", "yes"].contains(word)
    guard isAgreed || ["n", "no"].contains(word) else {
      return fail(
        "not agreed; the order is not placed", "The question stands until it runs out; n says no to it.",
        .commandFailed)
    }
    let said: OperatorRequest =
      isAgreed ? .confirm(id: id, digest: question.digest) : .decline(id: id, digest: question.digest)
    // Nobody else can have asked it, and a server that hangs is not waited for.
    let answers = try await servers.ask(
      .trading, said, only: question.server, timeoutMilliseconds: answerMilliseconds)
    guard !answers.isEmpty else {
      if options.isJSON { CommandOutput(isJSON: true).show([], ServerRendering.json([])) }
      return fail(
        "the server that asked has ended; nothing is agreed to",
        "When its call is made again, the question has another id.", .commandFailed)
    }
    CommandOutput(isJSON: options.isJSON).show(ServerReply.lines(answers), ServerRendering.json(answers))
    return isAgreed && answers.allSatisfy(\.isGood) ? .success : .commandFailed
  }

  /// What the person is shown.
  nonisolated static func lines(_ question: OpenQuestion) -> [String] {
    // Line by line: what the worker wrote has lines, and anything else in it is made visible.
    question.text.split(separator: "\n").map { TerminalText.escaped(String($0)) }
      + ["", "It runs out in \(question.secondsLeft) seconds."]
  }
}
