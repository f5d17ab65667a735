public import LinuxIO
internal import Values

/// `bulkhead call`: one tool call through the same processes that a client would start.
@LoopActor
public enum CallCommand {
  /// How long a server may take to answer `initialize`, in milliseconds.
  static let startMillisecondsMax = 20_000
  /// How much longer than the call's own deadline its answer is waited for, in milliseconds: the server's own
  /// answer about a time-out says more.
  static let graceMilliseconds = 5_000

  /// Makes the call and prints the answer on stdout; what goes wrong goes to stderr.
  ///
  /// - Parameters:
  ///   - executablePath: absolute path of `bulkhead`, which is started as the server.
  ///   - version: this program's version, for the server's eyes.
  ///   - secrets: by which entries and descriptors the server finds the keys that came in the environment; a
  ///     paper exchange's server gets none.
  /// - Returns: `commandFailed` for an error of the tool.
  public static func run(
    _ options: CallOptions, executablePath: String, version: String,
    secrets: (entries: [String], numbers: [Int32]) = ([], [])
  ) async -> ExitCode {
    do {
      // Writing to a server that has just ended must be an error value, not a signal.
      try CurrentProcess.harden(diesWithParent: false)
    } catch {
      return complain(["bulkhead: \(error)"], .ownFault)
    }
    do throws(MCPClient.Failure) {
      var server = ServerCommand(path: executablePath, arguments: ["serve"] + options.serve.arguments)
      if options.serve.venue != .paper {
        server.environment += ClientEnvironment.keyEntries() + secrets.entries
        server.pages = secrets.numbers
      }
      let client = try MCPClient(server)
      let code = await run(options, with: client, version: version)
      await client.close()
      return code
    } catch {
      return complain(["bulkhead: \(error)", error.suggestion], error.exitCode)
    }
  }

  private static func run(_ options: CallOptions, with client: MCPClient, version: String) async -> ExitCode {
    do throws(MCPClient.Failure) {
      _ = try await client.initialize(
        clientName: "bulkhead-call", clientVersion: version, timeoutMilliseconds: startMillisecondsMax)
      let reply = try await client.call(
        options.tool, options.arguments,
        timeoutMilliseconds: options.serve.callTimeoutMilliseconds + graceMilliseconds)
      guard let answer = ToolAnswer(reply.result) else {
        throw MCPClient.garbage("a tool's answer without JSON", reply.line)
      }
      return show(answer, options, elapsedNanoseconds: reply.elapsedNanoseconds)
    } catch {
      return complain(["bulkhead: \(error)", error.suggestion], error.exitCode)
    }
  }

  private static func show(
    _ answer: ToolAnswer, _ options: CallOptions, elapsedNanoseconds: UInt64
  ) -> ExitCode {
    if options.isJSON { StandardStream.output.write(answer.json + [UInt8(ascii: "\n")]) }
    let failure = answer.failureLines
    if !failure.isEmpty { return complain(failure, .commandFailed) }
    if !options.isJSON {
      let lines = AnswerRendering(width: OutputWidth.columns(), palette: .forOutput())
        .lines(answer, tool: options.tool, elapsedNanoseconds: elapsedNanoseconds)
      StandardStream.output.write(lines.joined(separator: "\n") + "\n")
    }
    return .success
  }

  private static func complain(_ lines: [String], _ code: ExitCode) -> ExitCode {
    StandardStream.error.write(lines.joined(separator: "\n") + "\n")
    return code
  }
}
