internal import LinuxIO

/// A program that is run to its end, and what it said on both streams.
struct ProgramRun: Sendable {
  /// The most bytes that are kept; the rest is read and thrown away.
  static let byteCountMax = 64 << 10

  /// How it ended; `nil` when it was ended because its time was over.
  let ending: ChildProcess.Ending?
  /// What it said.
  let text: String

  /// Whether it ended well.
  var isGood: Bool { ending == .exited(ExitCode.success.rawValue) }
  /// Its lines, without empty ones.
  var lines: [Substring] { text.split(separator: "\n") }

  /// Runs a program. It gets no input and the environment of every child of ours.
  ///
  /// - Returns: the kernel's reason when it cannot be started.
  @LoopActor
  static func finished(
    _ path: String, _ arguments: [String], timeoutMilliseconds: Int
  ) async -> Result<ProgramRun, SystemFailure> {
    do throws(SystemFailure) {
      let null = try OwnedDescriptor.null()
      let pipe = try DescriptorPair.pipe()
      let name = path.split(separator: "/").last.map { String($0) } ?? path
      let process = try ChildProcess(
        ChildProcess.Plan(
          path: path, arguments: [name] + arguments,
          environment: ["HOME=/nonexistent", "SWIFT_BACKTRACE=enable=no"],
          descriptors: [null.number, pipe.second.number, pipe.second.number]))
      let channel = try Channel(reader(of: pipe))
      let deadline = EventLoop.now + UInt64(timeoutMilliseconds) * 1_000_000
      let (bytes, isInTime) = await said(on: channel, before: deadline)
      if !isInTime { process.kill() }
      let ending = await process.ended()
      channel.close()
      return .success(
        ProgramRun(ending: isInTime ? ending : nil, text: String(decoding: bytes, as: UTF8.self)))
    } catch {
      return .failure(error)
    }
  }

  /// Our end; the other one, which the program has by now, is closed here so that its end is seen.
  private static func reader(of pipe: consuming DescriptorPair) -> OwnedDescriptor { pipe.first }

  @LoopActor
  private static func said(
    on channel: Channel, before deadline: UInt64
  ) async -> (bytes: [UInt8], isInTime: Bool) {
    var bytes: [UInt8] = []
    var buffer = ReceiveBuffer(byteCountMax: 16 << 10)
    do throws(Channel.Failure) {
      while try await channel.read(into: &buffer, deadline: deadline) > 0 {
        let more = buffer.take(buffer.count)
        bytes += more.prefix(byteCountMax - bytes.count)
      }
      return (bytes, true)
    } catch {
      return (bytes, error != .timedOut)
    }
  }
}
