internal import LinuxIO
internal import Values

/// The step that the others are for, and what comes after the tour.
extension Tour {
  func showDeathOfWorker() async throws(TourFailure) {
    await begin("The market worker is killed, and asked again at once", doing: "killing the market worker")
    let before = try await readyFacts(after: 0)
    guard let worker = before.market, let number = worker.pid, let pid = Int32(exactly: number), pid > 1
    else {
      throw .unexpected("server_status names no market worker that could be killed")
    }
    _ = log.newLines()
    page.say("$ kill -KILL \(pid)")
    do throws(SystemFailure) { try ForeignProcess.kill(pid) } catch { throw .notKilled(error) }
    let (data, elapsed) = try await call("get_ticker_price", ["symbol": .string(Self.symbol)])
    let price = try price(data)
    let after = try await readyFacts(after: worker.generation)
    guard let successor = after.market else {
      throw .unexpected("server_status lists no market worker any more")
    }
    page.log(log.newLines())
    page.write([""])
    drawProcesses(after)
    let gateway = after.gatewayPid.map { String($0) } ?? "unknown"
    let newPid = successor.pid.map { String($0) } ?? "unknown"
    page.say(
      "\(Self.symbol) \(page.palette.paint(price, .bold)), \(Elapsed.text(elapsed)) after the kill, "
        + "in the same session; the gateway (pid \(gateway)) is the same as before. Market worker: "
        + "generation \(worker.generation) was pid \(pid), "
        + "generation \(successor.generation) is pid \(newPid); "
        + "restarts \(worker.restarts) → \(successor.restarts).")
  }

  /// What to paste where, and what to do next. After the server has ended, so that nothing comes in between.
  func showConfigurations(executablePath: String) {
    let arguments = ["serve"] + options.serve.venueArguments
    page.write(["", page.palette.paint("Use it in your client", .bold)])
    var rest = ClientConfigurations.all(path: executablePath, arguments: arguments)[...]
    while let first = rest.first {
      // Clients whose blocks are the same share one.
      page.write([""])
      for same in rest where same.text == first.text {
        page.write([page.palette.paint(same.client, .accent) + ": " + same.place])
      }
      page.write([TerminalText.escapedJSONLines(first.text)])
      rest.removeAll { $0.text == first.text }
    }
    page.write([""])
    page.say(
      "Or have it written for you, once it has been shown what changes: bulkhead install CLIENT"
        + (options.serve.venue == .paper ? " --paper" : "") + ", and then bulkhead doctor.")
    if options.serve.venue == .paper {
      page.say(
        "Live prices: leave --paper out (public market data of Binance; no key is needed or used). "
          + "With it, prices are made up and nothing leaves this machine.")
    }
    page.say(
      "Next: paste one of the blocks and ask your client for the price of BTCUSDT; or stay here and try")
    let name = ShellWord.quoted(executablePath)
    page.write([
      "  \(name) call get_order_book symbol=BTCUSDT --paper", "  \(name) tools", "  \(name) --help",
    ])
  }
}
