public import LinuxIO
internal import Values

/// `bulkhead tour`: what an MCP client sees of the server, the death of a worker included, in a few seconds
/// and without a key press.
@LoopActor
public enum TourCommand {
  /// Runs the tour on stdout.
  ///
  /// - Parameters:
  ///   - executablePath: absolute path of `bulkhead`: what is started, and what the configuration blocks
  ///     name.
  ///   - version: this program's version.
  /// - Returns: `success` only when every step showed what it is about.
  public static func run(
    _ options: TourOptions, executablePath: String, version: String
  ) async -> ExitCode {
    let page = TourPage(
      width: OutputWidth.columns(), palette: .forOutput(), isTerminal: CurrentProcess.terminalWidth(1) != nil)
    page.title("Bulkhead \(version)", "what an MCP client sees; everything below is the real server")
    do {
      // Writing to a server that has just ended must be an error value, not a signal.
      try CurrentProcess.harden(diesWithParent: false)
    } catch {
      page.failure(step: "preparing", ["\(error)"])
      return .ownFault
    }
    var log: ServerLog?
    do throws(MCPClient.Failure) {
      let pipe = try ServerLog.pipe()
      let client = try MCPClient(
        ServerCommand(path: executablePath, arguments: ["serve"] + options.serve.arguments),
        errorDescriptor: pipe.second.number)
      let started = try ServerLog(reading: pipe)
      log = started
      let tour = Tour(client: client, options: options, version: version, page: page, log: started)
      let code = await tour.run()
      await client.close()
      if code == .success { tour.showConfigurations(executablePath: executablePath) }
      return code
    } catch {
      page.failure(
        step: "starting the server", [error.description, error.suggestion] + (log?.newLines() ?? []))
      return error.exitCode
    }
  }
}
