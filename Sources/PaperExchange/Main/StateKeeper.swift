import LinuxIO
import PaperAccounts
import PaperCore
import PaperRoutes
import PaperState

/// Keeps what the exchange has booked in a folder: plays its log back at the start, and writes each command
/// into it before the answer leaves.
///
/// One `write` a command, and one `fdatasync` for all commands of a turn of the loop, after their answers: so
/// no answered command is lost when this process is killed, and when the power goes only those of the last
/// turn can be. A log that cannot be written ends the program: what it would answer could not be kept.
///
/// The log is never made shorter, because the state follows from all of it. So it has a bound, at which no
/// further command is taken: see `admission`.
@LoopActor
final class StateKeeper {
  /// Why the folder cannot be used, in words for people.
  struct Refusal: Error {
    var message: String
  }

  /// The log's name in its folder.
  static let name = "commands.log"
  /// Commands after which everybody's balances are written down, to be compared when the log is played back.
  static let commandsPerDigest = 1_024
  private static let pieceByteCount = 1 << 20
  /// Nanoseconds between words about a playback that takes long.
  private static let progressNanoseconds: UInt64 = 2_000_000_000

  private let file: LogFile
  private let path: String
  private let router: Router
  private let byteCountMax: Int
  private var writer: LogWriter
  private var commandsSinceDigest = 0
  private var awaitsSync = false

  /// Opens the folder and plays back what is there.
  ///
  /// - Parameters:
  ///   - byteCountMax: bytes that the log may have before no further order is taken.
  ///   - router: of an exchange without accounts.
  ///   - now: the wall clock in milliseconds, for a log that is begun.
  init(folder: String, byteCountMax: Int, router: Router, now: Int) throws(Refusal) {
    path = "\(folder)/\(Self.name)"
    self.byteCountMax = byteCountMax
    self.router = router
    do throws(LogFile.Failure) {
      file = try LogFile(folder: folder, name: Self.name)
    } catch {
      throw Refusal(message: "cannot keep the exchange in \(folder): \(error.words)")
    }
    let exchange = router.venue.exchange
    let header = LogHeader(seed: exchange.seed, listings: ListingsDigest.of(exchange), time: now)
    writer = LogWriter(header)
    let head = try read(at: 0, count: LogHeader.byteCount)
    if head.count == LogHeader.byteCount {
      try playBack(head)
    } else if LogHeader.mayBeUnfinished(head) {
      try begin(header)
    } else {
      throw Refusal(message: LogFailure.notALog.words(of: path))
    }
  }

  /// The exchange's time of the last record in milliseconds: it must not be earlier from now on.
  var lastTime: Int { writer.lastTime }

  private func begin(_ header: LogHeader) throws(Refusal) {
    do throws(SystemFailure) {
      try file.cut(to: 0)
      try file.append(header.bytes)
      try file.sync()
      try file.syncName()
    } catch {
      throw Refusal(message: "cannot write \(path): \(error)")
    }
  }

  private func read(at offset: Int, count: Int) throws(Refusal) -> [UInt8] {
    do throws(SystemFailure) {
      return try file.read(at: offset, count: count)
    } catch {
      throw Refusal(message: "cannot read \(path): \(error)")
    }
  }

  private func playBack(_ head: [UInt8]) throws(Refusal) {
    var playback = try player(head)
    var offset = head.count
    var nextWord = EventLoop.now + Self.progressNanoseconds
    while true {
      let piece = try read(at: offset, count: Self.pieceByteCount)
      offset += piece.count
      if let end = try play(piece, &playback) {
        writer = playback.writer()
        return try cutOff(end)
      }
      guard EventLoop.now >= nextWord else { continue }
      nextWord = EventLoop.now + Self.progressNanoseconds
      let done = "\(offset >> 20) of \(file.byteCount >> 20) MiB, \(playback.recordCount) records"
      StandardStream.error.write("bulkhead-paper: playing back \(path): \(done)\n")
    }
  }

  private func player(_ head: [UInt8]) throws(Refusal) -> LogPlayback {
    do throws(LogFailure) {
      return try LogPlayback(header: head, router: router)
    } catch {
      throw Refusal(message: error.words(of: path))
    }
  }

  private func play(_ piece: [UInt8], _ playback: inout LogPlayback) throws(Refusal) -> LogReader.End? {
    do throws(LogFailure) {
      return try playback.play(piece)
    } catch {
      throw Refusal(message: error.words(of: path))
    }
  }

  /// A record that was never finished was never answered either: it is taken away.
  private func cutOff(_ end: LogReader.End) throws(Refusal) {
    guard end.tornByteCount > 0 else { return }
    do throws(SystemFailure) {
      try file.cut(to: end.byteCount)
      try file.sync()
    } catch {
      throw Refusal(message: "cannot write \(path): \(error)")
    }
    StandardStream.error.write(
      "bulkhead-paper: \(path) ended in a record that was not finished; its \(end.tornByteCount) bytes were "
        + "cut off, and nothing that was answered is lost\n")
  }

  /// Begins to write down what comes.
  ///
  /// - Parameter now: the exchange's time in milliseconds.
  func keep(now: Int) {
    if file.byteCount < byteCountMax, file.byteCount > byteCountMax / 4 * 3 {
      StandardStream.error.write(
        "bulkhead-paper: \(path) has \(file.byteCount >> 20) of the \(byteCountMax >> 20) MiB that it may "
          + "have (--data-limit)\n")
    }
    write(.started(build: CurrentProcess.buildIdentity, time: max(now, lastTime)))
    router.onCommand = { [self] command in
      write(.command(command))
      countCommand(at: command.time)
    }
  }

  /// Writes down that an account was opened.
  func opened(_ account: Account, now: Int) {
    write(.opened(account: account.number, commission: account.commission, time: now))
  }

  private func countCommand(at time: Int) {
    commandsSinceDigest += 1
    guard commandsSinceDigest >= Self.commandsPerDigest else { return }
    commandsSinceDigest = 0
    write(.balances(digest: BalanceDigest.of(router.venue.accounts), time: time))
  }

  private func write(_ record: LogRecord) {
    do throws(SystemFailure) {
      try file.append(writer.bytes(of: record))
    } catch {
      fail(error)
    }
    admit()
    guard !awaitsSync else { return }
    awaitsSync = true
    // Runs once, behind everything that is ready in this turn of the loop.
    onLoop { [self] in
      awaitsSync = false
      do throws(SystemFailure) {
        try file.sync()
      } catch {
        fail(error)
      }
    }
  }

  /// What the room that is left allows: everything, then only cancels (for a 16th more), then nothing.
  private var admission: CommandAdmission {
    if file.byteCount < byteCountMax { return .all }
    return file.byteCount < byteCountMax + byteCountMax / 16 ? .cancelsOnly : .none
  }

  private func admit() {
    guard admission != router.admission else { return }
    router.admission = admission
    let what = admission == .none ? "no further command is taken" : "only cancels are taken from now on"
    StandardStream.error.write(
      "bulkhead-paper: \(path) has the \(byteCountMax >> 20) MiB that it may have: \(what). Start again with "
        + "a higher --data-limit, or with another folder\n")
  }

  private func fail(_ failure: SystemFailure) -> Never {
    StandardStream.error.write(
      "bulkhead-paper: cannot write \(path): \(failure); ending, since what it would answer could not be "
        + "kept. What was answered is in the log: make room and start again.\n")
    CurrentProcess.exit(.ownFault)
  }
}
