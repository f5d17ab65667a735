internal import LinuxIO
internal import Log
internal import Values

/// The paper exchange as a child: its input's end is its signal to end, its first line of output says where
/// it listens.
@LoopActor
final class PaperProcess {
  private static let startNanoseconds: UInt64 = 10_000_000_000

  private let programFolder: String
  private let arguments: [String]
  private let logger: Logger
  private var process: ChildProcess
  private var input: Channel
  private var output: Channel
  private var keyFolder: String?

  /// Its process id.
  var pid: Int32 { process.pid }

  init(programFolder: String, arguments: [String], logger: Logger) throws(SystemFailure) {
    self.programFolder = programFolder
    self.arguments = arguments
    self.logger = logger
    (process, input, output) = try Self.start(programFolder, ["--listen", "127.0.0.1:0"] + arguments)
  }

  private static func start(
    _ folder: String, _ arguments: [String]
  ) throws(SystemFailure) -> (ChildProcess, Channel, Channel) {
    let input = try DescriptorPair.pipe()
    let output = try DescriptorPair.pipe()
    let plan = ChildProcess.Plan(
      path: "\(folder)/bulkhead-paper", arguments: ["bulkhead-paper"] + arguments,
      environment: ChildEnvironment.make(reachesNetwork: false),
      descriptors: [input.first.number, output.second.number, 2], keepsWorkingDirectory: true)
    return (try ChildProcess(plan), try Channel(input.second), try Channel(output.first))
  }

  /// The ready line; nil when it ended, or said something else, or took too long.
  func ready() async -> PaperReady? {
    var buffer = ReceiveBuffer(byteCountMax: PaperReady.byteCountMax)
    let deadline = EventLoop.now + Self.startNanoseconds
    while buffer.firstIndex(of: UInt8(ascii: "\n")) == nil {
      do throws(Channel.Failure) {
        if buffer.isFull { return nil }
        if try await output.read(into: &buffer, deadline: deadline) == 0 { return nil }
      } catch {
        return nil
      }
    }
    guard let end = buffer.firstIndex(of: UInt8(ascii: "\n")), let ready = PaperReady(buffer.take(end)) else {
      return nil
    }
    keyFolder = ready.keyFolder
    return ready
  }

  /// Starts it anew where it listened before, and with the keys that it had: they lie in its folder still,
  /// unless it had the time to clear it.
  func startAgain(listening url: String) async -> PaperReady? {
    let address = url.split(separator: "/").last.map { String($0) } ?? ""
    let keys = keyFolder.map { ["--key-dir", $0] } ?? []
    do throws(SystemFailure) {
      (process, input, output) = try Self.start(programFolder, ["--listen", address] + keys + arguments)
    } catch {
      logger.error("cannot start the paper exchange: \(error)")
      return nil
    }
    guard let ready = await ready(), ready.url == url else { return nil }
    return ready
  }

  /// Removes the keys that it left behind: a folder that was given to it is not its own to remove.
  func clear() {
    guard let keyFolder, keyFolder.split(separator: "/").last?.hasPrefix("bulkhead-paper-keys-") == true
    else { return }
    do throws(PrivateFailure) {
      try PrivateFolder(existing: keyFolder).removeWithContents()
    } catch {
      // It has removed them itself, as it does when it ends in order.
      return
    }
  }

  /// Asks it to end.
  func end() {
    input.close()
    process.terminate()
  }

  /// Ends it now.
  func kill() { process.kill() }

  /// Waits for its end.
  @discardableResult
  func ended() async -> ChildProcess.Ending {
    await process.ended()
  }
}
