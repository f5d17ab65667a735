internal import Catalog
public import LinuxIO
internal import Operator
internal import Values
internal import Wire

/// `bulkhead status`, `orders`, `halt`, `resume`, `restart`, `confirm` and `settle`: what an operator says to
/// the servers that run, over the control sockets in the state folder.
@LoopActor
public enum OperatorCommand {
  /// How long a server may take for an answer that needs nobody else, in milliseconds.
  static let answerMilliseconds = 5_000

  /// Does what was asked for.
  public static func run(_ options: OperatorOptions) async -> ExitCode {
    guard let folder = options.stateFolder else {
      return fail(
        "nothing says where the state folder is: HOME is not set", "Name one: --state-folder DIR", .usage)
    }
    do throws(OperatorClient.Failure) {
      switch options.request {
      case .halt(let reason): return await halt(folder, reason: reason, options)
      case .resume: return await resume(folder, options)
      case .status: return try await status(folder, options)
      case .orders(let countMax): return try await orders(folder, countMax, options)
      case .restart(let role): return try await restart(folder, role, options)
      case .confirm(let id): return try await confirm(folder, id, options)
      case .settle(let id, let wasPlaced):
        return try await settle(folder, id, wasPlaced: wasPlaced, options)
      }
    } catch {
      return fail(error.description, "Look at it: ls -la \(TerminalText.escaped(folder))", .configuration)
    }
  }

  private static func status(
    _ folder: String, _ options: OperatorOptions
  ) async throws(OperatorClient.Failure) -> ExitCode {
    let replies =
      try await RunningServers(stateFolder: folder)?
      .ask(nil, .status, timeoutMilliseconds: answerMilliseconds) ?? []
    let halt = HaltedState(stateFolder: folder)
    let rendering = ServerRendering(width: OutputWidth.columns(), palette: .forOutput())
    CommandOutput(isJSON: options.isJSON).show(
      rendering.status(replies, halt, folder: folder),
      ServerRendering.statusJSON(replies, halt, folder: folder))
    return replies.allSatisfy(\.isGood) ? .success : .commandFailed
  }

  private static func orders(
    _ folder: String, _ countMax: UInt16, _ options: OperatorOptions
  ) async throws(OperatorClient.Failure) -> ExitCode {
    let replies =
      try await RunningServers(stateFolder: folder)?
      .ask(.trading, .orders(countMax: countMax), timeoutMilliseconds: answerMilliseconds) ?? []
    guard !replies.isEmpty else { return noServer("no server with a trading key runs", options) }
    let rendering = ServerRendering(width: OutputWidth.columns(), palette: .forOutput())
    CommandOutput(isJSON: options.isJSON).show(rendering.answers(replies), ServerRendering.json(replies))
    return replies.allSatisfy(\.isGood) ? .success : .commandFailed
  }

  private static func restart(
    _ folder: String, _ role: Role, _ options: OperatorOptions
  ) async throws(OperatorClient.Failure) -> ExitCode {
    let replies = try await RunningServers(stateFolder: folder)?.ask(.launcher, .restart(role)) ?? []
    guard !replies.isEmpty else { return noServer("no server runs", options) }
    CommandOutput(isJSON: options.isJSON).show(ServerReply.lines(replies), ServerRendering.json(replies))
    return replies.allSatisfy(\.isGood) ? .success : .commandFailed
  }

  /// Says that nobody is there to ask.
  static func noServer(_ message: String, _ options: OperatorOptions) -> ExitCode {
    if options.isJSON { CommandOutput(isJSON: true).show([], ServerRendering.json([])) }
    let folder = TerminalText.escaped(options.stateFolder ?? "")
    return fail(
      "\(message) with the state folder \(folder)",
      "A client starts one: bulkhead serve. Another folder: --state-folder DIR", .commandFailed)
  }

  /// Complains and gives the code back.
  static func fail(_ message: String, _ suggestion: String, _ code: ExitCode) -> ExitCode {
    CommandOutput.complain(["bulkhead: \(message)", suggestion])
    return code
  }
}
