internal import Catalog
internal import LinuxIO
internal import Values

extension Doctor {
  /// The deadline of each question to the exchange, in milliseconds.
  private static let callMilliseconds = 5_000
  /// How long the server may take to start, in milliseconds.
  private static let startMilliseconds = 10_000
  /// How far the clocks may be apart before it is worth a word, in milliseconds: the exchange refuses a
  /// signed request that is more than a second ahead of it. Ours correct for that, other programs do not.
  private static let clockMillisecondsMax = 1_000

  /// Asks the exchange, through a server without a key, for its time and for a price of a contract: whether
  /// spot and futures can be reached, and how far the clocks are apart.
  func exchangeFindings() async -> [Finding] {
    guard case .success(let choice) = options.venue else { return [] }
    if options.isOffline, choice.venue != .paper {
      return [.good(.exchange, "not asked (--offline)")]
    }
    var log: ServerLog?
    do throws(MCPClient.Failure) {
      let pipe = try ServerLog.pipe()
      let client = try MCPClient(server(for: choice), errorDescriptor: pipe.second.number)
      let started = try ServerLog(reading: pipe)
      log = started
      let findings = await findings(asking: client, started)
      await client.close()
      return findings
    } catch {
      return [.problem(.exchange, "\(error)\(Self.lastWords(log))", error.suggestion)]
    }
  }

  /// The same exchange, and nothing else of this user: no key, no configuration file, no state.
  private func server(for choice: VenueChoice) -> ServerCommand {
    var arguments = ["serve"]
    switch choice.venue {
    case .live: break
    case .paper: arguments.append(Flag.paper.rawValue)
    case .testnet: arguments.append(Flag.testnet.rawValue)
    case .custom:
      if let url = choice.spotURL { arguments += [Flag.baseURL.rawValue, url] }
      if let url = choice.futuresURL, url != choice.spotURL {
        arguments += [Flag.futuresBaseURL.rawValue, url]
      }
    }
    if let file = options.certificateFile { arguments += [Flag.certificateFile.rawValue, file] }
    arguments += [
      Flag.callTimeout.rawValue, "\(Self.callMilliseconds / 1_000)", Flag.logLevel.rawValue, "error",
    ]
    let kept = [
      "PATH=", "TZ=", "LANG=", "SWIFT_BACKTRACE=", "SSL_CERT_", "http", "HTTPS_", "all_", "ALL_", "no_",
      "NO_",
    ]
    let entries = ClientEnvironment.entries(environment).filter { entry in
      kept.contains { entry.hasPrefix($0) }
    }
    return ServerCommand(path: executablePath, arguments: arguments, environment: entries)
  }

  private func findings(asking client: MCPClient, _ log: ServerLog) async -> [Finding] {
    do throws(MCPClient.Failure) {
      _ = try await client.initialize(
        clientName: "bulkhead-doctor", clientVersion: Version.text,
        timeoutMilliseconds: Self.startMilliseconds)
      var findings: [Finding] = []
      for (name, tool, arguments) in [
        ("spot", "get_server_time", JSON.object([])),
        ("futures", "get_mark_price", ["symbol": .string(Tour.symbol)]),
      ] {
        let reply = try await client.call(
          tool, arguments, timeoutMilliseconds: Self.callMilliseconds + CallCommand.graceMilliseconds)
        guard let answer = ToolAnswer(reply.result) else {
          throw MCPClient.garbage("a tool's answer without JSON", reply.line)
        }
        findings.append(Self.finding(name, answer, reply.elapsedNanoseconds))
        if tool == "get_server_time", let ahead = answer.data?["local_ahead_milliseconds"]?.integer {
          findings.append(Self.clock(ahead))
        }
      }
      return findings
    } catch {
      return [.problem(.exchange, "\(error)\(Self.lastWords(log))", error.suggestion)]
    }
  }

  private static func finding(_ name: String, _ answer: ToolAnswer, _ elapsed: UInt64) -> Finding {
    let failure = answer.failureLines
    if failure.isEmpty { return .good(.exchange, "\(name) answers, in \(Elapsed.text(elapsed))") }
    return .problem(
      .exchange, "\(name) does not answer: \(failure[0])",
      failure.count > 1 ? failure[1...].joined(separator: " ") : "Try again, or look at the network.")
  }

  private static func clock(_ ahead: Int) -> Finding {
    let words =
      "the clock of this machine is \(abs(ahead)) ms \(ahead < 0 ? "behind" : "ahead of") the exchange's"
    return abs(ahead) <= clockMillisecondsMax
      ? .good(.exchange, words)
      : .doubt(.exchange, words, "Set it: timedatectl set-ntp true. Signed requests are corrected for it.")
  }

  private static func lastWords(_ log: ServerLog?) -> String {
    log?.newLines(countMax: 1).first.map { "; it said: \($0)" } ?? ""
  }
}
