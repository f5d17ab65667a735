internal import LinuxIO
internal import Operator
internal import Values
internal import Wire

extension OperatorCommand {
  /// Stops new orders: the file first, which every server looks at before each order, and which works when no
  /// server answers, or none runs. Then the servers are told, so that they write it down.
  static func halt(_ folder: String, reason: String, _ options: OperatorOptions) async -> ExitCode {
    do throws(PrivateFailure) {
      // Made when no server has run yet: one that is started later finds it.
      if !WholeFile.isThere(folder) { _ = try StateFolder(folder) }
    } catch {
      return fail(
        "the state folder \(TerminalText.escaped(folder)) cannot be made: \(error)",
        "Orders are NOT stopped by this. Stop the servers: their clients end them.", .configuration)
    }
    do throws(SystemFailure) {
      try FolderFlag(folder: folder, name: HaltedState.fileName).set(reason + "\n")
    } catch {
      return fail(
        "the file \(HaltedState.fileName) in \(TerminalText.escaped(folder)) could not be written: \(error)",
        "Orders are NOT stopped by this. Stop the servers: their clients end them.", .configuration)
    }
    let replies = await told(folder, .halt(reason: reason))
    let file = "\(TerminalText.escaped(folder))/\(HaltedState.fileName)"
    CommandOutput(isJSON: options.isJSON).show(
      ["New orders are stopped, at every venue: \(file). Cancellations still pass."]
        + ServerReply.lines(replies)
        + ["Let them go on with: bulkhead resume"],
      ["halted": true, "file": .string("\(folder)/\(HaltedState.fileName)"), "servers": Self.list(replies)])
    guard options.isFolderUncertain else { return .success }
    return fail(
      "the configuration file could not be read, and it may name another state folder than this one",
      "If it does, halt that too: bulkhead halt --state-folder DIR", .configuration)
  }

  /// Lets orders go on.
  static func resume(_ folder: String, _ options: OperatorOptions) async -> ExitCode {
    do throws(SystemFailure) {
      try FolderFlag(folder: folder, name: HaltedState.fileName).clear()
    } catch {
      guard error.number != SystemFailure.noSuchFile else {
        return noServer("nothing is halted: no server has run", options)
      }
      return fail(
        "the file \(HaltedState.fileName) in \(TerminalText.escaped(folder)) could not be removed: \(error)",
        "Orders stay stopped. Remove it by hand.", .configuration)
    }
    let replies = await told(folder, .resume)
    let isGood = replies.allSatisfy(\.isGood)
    CommandOutput(isJSON: options.isJSON).show(
      [isGood ? "Orders may go on." : "The halt is lifted, and not every server goes on."]
        + ServerReply.lines(replies),
      ["halted": .boolean(!isGood), "servers": Self.list(replies)])
    return isGood ? .success : .commandFailed
  }

  private static func list(_ replies: [ServerReply]) -> JSON { .array(replies.map(\.json)) }

  /// What the trading workers that run said. Nobody is waited for that does not answer at once: the file
  /// stands.
  private static func told(_ folder: String, _ request: OperatorRequest) async -> [ServerReply] {
    do throws(OperatorClient.Failure) {
      return try await RunningServers(stateFolder: folder)?
        .ask(.trading, request, timeoutMilliseconds: answerMilliseconds) ?? []
    } catch {
      CommandOutput.complain(["bulkhead: servers that run could not be told: \(error)"])
      return []
    }
  }
}
