import LinuxIO
import PaperAccounts
import PaperCore
import PaperRoutes

/// `bulkhead-paper` from its command line to its exit code.
@LoopActor
enum PaperProgram {
  /// A recording may have this many bytes.
  static let recordingByteCountMax = 64 << 20

  static func run(_ arguments: [String]) async -> ExitCode {
    let command: PaperCommand
    do throws(PaperCommand.Mistake) {
      command = try PaperCommand(arguments)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\ntry: bulkhead-paper --help\n")
      return .usage
    }
    switch command {
    case .help:
      StandardStream.output.write(HelpText.text)
      return .success
    case .version:
      StandardStream.output.write("bulkhead-paper \(CurrentProcess.buildIdentity)\n")
      return .success
    case .keys(let command):
      do throws(SystemFailure) {
        try CurrentProcess.harden(diesWithParent: false)
      } catch {
        StandardStream.error.write("bulkhead-paper: \(error)\n")
        return .ownFault
      }
      return command.run(now: WallClock().milliseconds)
    case .serve(let options): return await serve(options)
    }
  }

  private static func serve(_ options: PaperOptions) async -> ExitCode {
    let ending = Latch<ExitCode>()
    let wallClock = WallClock()
    let exchange = PaperExchange(seed: options.seed)
    do throws(Refusal) {
      try replay(options, on: exchange, wallClock)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      return .usage
    }
    let listener: TCPListener
    do throws(SystemFailure) {
      try CurrentProcess.harden(diesWithParent: false)
      let signals = try SignalSource([.interrupt, .terminate])
      onLoop {
        _ = await signals.next()
        ending.set(.success)
      }
      listener = try TCPListener(address: options.host, port: options.port)
    } catch {
      StandardStream.error.write(
        "bulkhead-paper: cannot listen on \(options.host):\(options.port): \(error)\n")
      return .exchangeUnreachable
    }
    let limits = Limits(
      weight: options.weightLimit, orders: options.orderLimit, recorded: exchange.recordedRateLimits)
    let venue = PaperVenue(exchange: exchange, limits: limits)
    let keys: KeyFolder
    do throws(KeyFolder.Refusal) {
      keys = try open(options, venue, now: wallClock.milliseconds)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      return .usage
    }
    let router = Router(venue: venue)
    let code = await serve(options, listener, router, keys, wallClock, ending)
    keys.clear()
    return code
  }

  /// Serves until something ends it.
  private static func serve(
    _ options: PaperOptions, _ listener: TCPListener, _ router: Router, _ keys: KeyFolder,
    _ wallClock: WallClock, _ ending: Latch<ExitCode>
  ) async -> ExitCode {
    let server = PaperServer(listener: listener, router: router, wallClock: wallClock)
    onLoop {
      do throws(SystemFailure) {
        try await server.serve()
      } catch {
        StandardStream.error.write("bulkhead-paper: \(error)\n")
        ending.set(.ownFault)
      }
    }
    watchParent(ending)
    do throws(SystemFailure) {
      if !options.ignoresStandardInput, !options.readsStandardInput { try watchStandardInput(ending) }
    } catch {
      StandardStream.error.write("bulkhead-paper: standard input: \(error)\n")
      return .ownFault
    }
    StandardStream.output.write(
      ReadyLine.text(
        options: options, port: listener.port, exchange: router.venue.exchange, keys: keys))
    return await ending.value()
  }

  /// Opens accounts and keys: as many accounts as the keys speak of, each with the starting balances.
  private static func open(
    _ options: PaperOptions, _ venue: PaperVenue, now wall: Int
  ) throws(KeyFolder.Refusal) -> KeyFolder {
    var keys = try KeyFolder(options.keyFolder)
    do throws(KeyFolder.Refusal) {
      try keys.complete(now: wall)
      let now = venue.exchange.time(at: wall)
      for _ in 0..<(keys.records.map(\.accountOrdinal).max() ?? 1) {
        guard let account = venue.accounts.open(now: now) else { break }
        for balance in options.balances ?? StartingBalance.usual {
          venue.accounts.issue(
            balance.units, of: balance.asset, to: account, wallet: balance.wallet, now: now)
        }
      }
      for record in keys.records {
        let isNew = venue.keys.add(try keys.paperKey(record))
        precondition(isNew, "a folder's list names an id once, and no more than the ring holds")
      }
    } catch {
      keys.clear()
      throw error
    }
    return keys
  }

  private static func watchParent(_ ending: Latch<ExitCode>) {
    guard let parent = ParentWatch() else { return }
    onLoop {
      await parent.ended()
      ending.set(.success)
    }
  }

  private static func watchStandardInput(_ ending: Latch<ExitCode>) throws(SystemFailure) {
    let input = try Channel(try CurrentProcess.takeStandardInput())
    onLoop {
      var buffer = ReceiveBuffer(byteCountMax: 4_096)
      do throws(Channel.Failure) {
        while try await input.read(into: &buffer) > 0 { buffer.drop(buffer.count) }
      } catch {
        // A broken standard input is an ended one.
      }
      ending.set(.success)
    }
  }

  /// Why a recording cannot be played back, in words for people.
  private struct Refusal: Error {
    var message: String
  }

  private static func replay(
    _ options: PaperOptions, on exchange: PaperExchange, _ wallClock: WallClock
  ) throws(Refusal) {
    var recordings: [Recording] = []
    for replay in options.replays {
      let name = replay.path == "-" ? "standard input" : replay.path
      recordings.append(try recording(try bytes(of: replay, name), replay, name))
    }
    do throws(Recording.Failure) {
      try exchange.replay(recordings, from: wallClock.milliseconds, speed: options.replaySpeed)
    } catch {
      throw Refusal(message: "a recording cannot be played back: \(error.words)")
    }
  }

  private static func bytes(of replay: PaperOptions.Replay, _ name: String) throws(Refusal) -> [UInt8] {
    do throws(SystemFailure) {
      return replay.path == "-"
        ? try WholeFile.readStandardInput(byteCountMax: recordingByteCountMax)
        : try WholeFile.read(replay.path, byteCountMax: recordingByteCountMax)
    } catch {
      throw Refusal(message: "cannot read \(name): \(error)")
    }
  }

  private static func recording(
    _ bytes: [UInt8], _ replay: PaperOptions.Replay, _ name: String
  ) throws(Refusal) -> Recording {
    do throws(Recording.Failure) {
      return try Recording(bytes, symbol: replay.symbol)
    } catch {
      throw Refusal(message: "cannot play back \(name): \(error.words)")
    }
  }
}
