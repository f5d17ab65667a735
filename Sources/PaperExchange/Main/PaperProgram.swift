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
    case .fund(let command):
      do throws(SystemFailure) {
        try CurrentProcess.harden(diesWithParent: false)
      } catch {
        StandardStream.error.write("bulkhead-paper: \(error)\n")
        return .ownFault
      }
      return await command.run()
    case .serve(let options): return await serve(options)
    }
  }

  private static func serve(_ options: PaperOptions) async -> ExitCode {
    let ending = Latch<ExitCode>()
    let wallClock = WallClock()
    let exchange = PaperExchange(seed: options.seed)
    let venue: PaperVenue
    do throws(Refusal) {
      venue = try replay(options, on: exchange, wallClock)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      return .usage
    }
    do throws(SystemFailure) {
      try CurrentProcess.harden(diesWithParent: false)
      let signals = try SignalSource([.interrupt, .terminate])
      onLoop {
        _ = await signals.next()
        ending.set(.success)
      }
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error)\n")
      return .ownFault
    }
    let listener: TCPListener
    do throws(ListenFailure) {
      listener = try self.listener(options)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.words)\n")
      return error.exitCode
    }
    let router = Router(venue: venue)
    let keys: KeyFolder
    do throws(KeyFolder.Refusal) {
      keys = try openKeys(options, router.venue, now: wallClock.milliseconds)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      return .usage
    }
    do throws(KeyFolder.Refusal) {
      try keys.note(url: ReadyLine.url(options, port: listener.port))
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      keys.clear()
      return .usage
    }
    do throws(StateKeeper.Refusal) {
      try restore(options, router, accountCount: keys.accountCount, now: wallClock.milliseconds)
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      keys.clear()
      return .configuration
    }
    let code = await serve(options, listener, router, keys, wallClock, ending)
    keys.clear()
    return code
  }

  private static func listener(_ options: PaperOptions) throws(ListenFailure) -> TCPListener {
    do throws(SystemFailure) {
      return try TCPListener(address: options.host, port: options.port)
    } catch {
      throw ListenFailure(
        error, address: options.host, port: options.port,
        taken: "--listen ADDRESS:PORT takes another port, and port 0 any that is free",
        elsewhere: "--listen ADDRESS:PORT names another place")
    }
  }

  /// Serves until something ends it.
  private static func serve(
    _ options: PaperOptions, _ listener: TCPListener, _ router: Router, _ keys: KeyFolder,
    _ wallClock: WallClock, _ ending: Latch<ExitCode>
  ) async -> ExitCode {
    let faults: FaultPort?
    do throws(FaultPort.Refusal) {
      faults = options.hasFaults ? try FaultPort(options, router, keys, wallClock) : nil
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      return .ownFault
    }
    let plain = ExchangeService(router: router, wallClock: wallClock)
    start(PaperServer(listener: listener, service: faults?.service ?? plain), ending)
    if let faults { start(faults.server, ending) }
    if !options.ignoresParent { watchParent(ending) }
    do throws(SystemFailure) {
      if !options.ignoresStandardInput, !options.readsStandardInput { try watchStandardInput(ending) }
    } catch {
      StandardStream.error.write("bulkhead-paper: standard input: \(error)\n")
      return .ownFault
    }
    StandardStream.output.write(
      ReadyLine.text(
        options: options, port: listener.port, exchange: router.venue.exchange, keys: keys, faults: faults))
    let code = await ending.value()
    faults?.clear()
    return code
  }

  private static func start(_ server: PaperServer, _ ending: Latch<ExitCode>) {
    onLoop {
      do throws(SystemFailure) {
        try await server.serve()
      } catch {
        StandardStream.error.write("bulkhead-paper: \(error)\n")
        ending.set(.ownFault)
      }
    }
  }

  /// Opens the folder of keys, and has the exchange know them.
  private static func openKeys(
    _ options: PaperOptions, _ venue: PaperVenue, now wall: Int
  ) throws(KeyFolder.Refusal) -> KeyFolder {
    var keys = try KeyFolder(options.keyFolder)
    do throws(KeyFolder.Refusal) {
      try keys.complete(now: wall)
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

  /// The venue of an exchange with the recordings in it.
  private static func replay(
    _ options: PaperOptions, on exchange: PaperExchange, _ wallClock: WallClock
  ) throws(Refusal) -> PaperVenue {
    var recordings: [Recording] = []
    for replay in options.replays {
      let name = replay.path == "-" ? "standard input" : replay.path
      recordings.append(try recording(try bytes(of: replay, name), replay, name))
    }
    do throws(Recording.Failure) {
      try exchange.replay(recordings, from: wallClock.milliseconds, speed: options.replaySpeed)
      let limits = Limits(
        weight: options.weightLimit, orders: options.orderLimit, recorded: exchange.recordedRateLimits)
      for case .futuresInformation(let bytes) in recordings {
        return try PaperVenue(exchange: exchange, limits: limits, futuresInformation: bytes)
      }
      return PaperVenue(exchange: exchange, limits: limits)
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
