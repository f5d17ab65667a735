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

  /// The address in the ready line; nil when it ended, or said something else, or took too long.
  func url() async -> String? {
    var buffer = ReceiveBuffer(byteCountMax: 16 * 1024)
    let deadline = EventLoop.now + Self.startNanoseconds
    while buffer.firstIndex(of: UInt8(ascii: "\n")) == nil {
      do throws(Channel.Failure) {
        if buffer.isFull { return nil }
        if try await output.read(into: &buffer, deadline: deadline) == 0 { return nil }
      } catch {
        return nil
      }
    }
    guard let end = buffer.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    do {
      return try JSONDocument(buffer.take(end)).root["url"]?.string
    } catch {
      return nil
    }
  }

  /// Starts it anew where it listened before.
  func startAgain(listening url: String) async -> Bool {
    let address = url.split(separator: "/").last.map { String($0) } ?? ""
    do throws(SystemFailure) {
      (process, input, output) = try Self.start(programFolder, ["--listen", address] + arguments)
    } catch {
      logger.error("cannot start the paper exchange: \(error)")
      return false
    }
    return await self.url() == url
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
