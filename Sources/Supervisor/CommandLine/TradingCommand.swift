internal import Catalog
internal import Configuration
public import LinuxIO
internal import Operator
internal import Values
internal import Wire

/// `bulkhead trading`: writes into the configuration file what may be traded, or that nothing may.
@LoopActor
public enum TradingCommand {
  /// Does what was asked for.
  public static func run(_ options: TradingOptions) async -> ExitCode {
    guard let path = options.configurationFile else {
      return fail(
        "nothing says where the configuration file is: HOME is not set", "Name one: --config FILE", .usage)
    }
    do throws(ConfigurationFailure) {
      var draft = try ConfigurationDraft(path: path)
      if options.isEnabling {
        return try await enable(options, &draft)
      }
      return try await disable(options, &draft)
    } catch {
      return fail(error.description, error.suggestion, .configuration)
    }
  }

  private static func disable(
    _ options: TradingOptions, _ draft: inout ConfigurationDraft
  ) async throws(ConfigurationFailure) -> ExitCode {
    guard try draft.configuration.trading.isEnabled else {
      StandardStream.output.write(
        "Trading is off already: \(TerminalText.escaped(draft.path)) allows none.\n")
      return .success
    }
    draft.set("trading.enabled", false)
    let written = try draft.write()
    StandardStream.output.write(
      "Trading is off; the limits are kept. Written: \(TerminalText.escaped(written))\n")
    await tellServers(options)
    return .success
  }

  private static func enable(
    _ options: TradingOptions, _ draft: inout ConfigurationDraft
  ) async throws(ConfigurationFailure) -> ExitCode {
    var answers = options.answers
    if !Terminal.isThere, let missing = missingFlags(answers) {
      return fail(
        "trading enable asks questions, and this is no terminal; not answered: \(missing)",
        "Answer all of them with flags: bulkhead help trading", .usage)
    }
    if let quote = answers.values["trading.quote"] { draft.set("trading.quote", quote) }
    for question in answers.open {
      guard ask(question, &answers, draft: try draft.configuration) else {
        return fail("nothing was written", "Ask again: bulkhead trading enable", .commandFailed)
      }
    }
    draft.set("trading.enabled", true)
    // In the order of the questions, so that the same answers make the same file.
    for key in TradingQuestion.allCases.map(\.key) {
      guard let value = answers.values[key] else { continue }
      // Not by a conditional expression: its `nil` would be JSON's null, which is written, and no key away.
      if value == .null { draft.set(key, nil) } else { draft.set(key, value) }
    }
    let configuration = try draft.configuration
    let lines = meaning(of: configuration, draft.path)
    StandardStream.output.write(lines.joined(separator: "\n") + "\n")
    guard answers.isAgreed || isAgreed("Write this?") else {
      return fail("nothing was written", "Ask again: bulkhead trading enable", .commandFailed)
    }
    let written = try draft.write()
    StandardStream.output.write("Written: \(TerminalText.escaped(written))\n")
    await tellServers(options)
    return .success
  }

  /// The flags whose answers nobody can be asked for.
  nonisolated static func missingFlags(_ answers: TradingAnswers) -> String? {
    let missing = answers.open.map(\.flag) + (answers.isAgreed ? [] : [.yes])
    return missing.isEmpty ? nil : missing.map(\.rawValue).joined(separator: ", ")
  }

  /// What a configuration means, before it is written.
  nonisolated static func meaning(of configuration: Configuration, _ path: String) -> [String] {
    ["", "This is what \(TerminalText.escaped(path)) will say:"]
      + VenueChoice(hostsOf: configuration).sentences(of: configuration.trading).map { "  \($0)" }
      + configuration.doubts.map { "  Is this meant? \($0)." } + [""]
  }

  /// Asks until there is an answer that does.
  ///
  /// - Returns: false when the terminal ended.
  private static func ask(
    _ question: TradingQuestion, _ answers: inout TradingAnswers, draft: Configuration
  ) -> Bool {
    let known = ConfigurationKey.named(question.key)?.text(in: draft)
    while true {
      StandardStream.output.write(question.words(quote: draft.trading.quote))
      StandardStream.output.write(known.map { " [\($0)]: " } ?? ": ")
      guard let line = Terminal.line() else { return false }
      let text = line.isEmpty ? known ?? "" : line
      if text.isEmpty { continue }
      do throws(UsageFailure) {
        try answers.take(text, for: question)
        return true
      } catch {
        StandardStream.output.write("\(error.message).\n")
      }
    }
  }

  private static func isAgreed(_ question: String) -> Bool {
    StandardStream.output.write("\(question) [y/N]: ")
    return ["y", "yes"].contains(Terminal.line()?.lowercased() ?? "")
  }

  /// Has the trading workers that run read the file anew. That a server cannot be told is no failure: it is
  /// said, with what to do.
  private static func tellServers(_ options: TradingOptions) async {
    guard let folder = options.stateFolder else { return }
    do throws(OperatorClient.Failure) {
      guard let servers = try RunningServers(stateFolder: folder) else { return }
      let replies = try await servers.ask(.launcher, .restart(.trading))
      if replies.isEmpty { return }
      StandardStream.output.write(ServerReply.lines(replies).joined(separator: "\n") + "\n")
      StandardStream.output.write(
        "Which tools a client sees is decided when it starts its server: start the client anew.\n")
    } catch {
      CommandOutput.complain([
        "bulkhead: servers that run could not be told: \(error)", "Start them anew: bulkhead restart trading",
      ])
    }
  }

  private static func fail(_ message: String, _ suggestion: String, _ code: ExitCode) -> ExitCode {
    CommandOutput.complain(["bulkhead: \(message)", suggestion])
    return code
  }
}
