internal import LinuxIO
internal import Wire

/// One child of the launcher with its control socket.
@LoopActor
final class Compartment {
  /// What it is called in log lines: "gateway", "market worker".
  let name: String
  let process: ChildProcess
  let control: Channel
  /// When it was last heard, in nanoseconds of the monotonic clock.
  private(set) var lastHeard = EventLoop.now
  /// Whether it was asked to end, so that its end is no failure.
  var isEnding = false
  private var abortedAt: UInt64?

  init(name: String, process: ChildProcess, control: Channel) {
    self.name = name
    self.process = process
    self.control = control
  }

  func send(_ message: ToChild) {
    var bytes: [UInt8] = []
    message.encode(into: &bytes)
    control.write(bytes)
  }

  func noteHeard() { lastHeard = EventLoop.now }

  /// Reads the child's messages until its end of the socket closes.
  ///
  /// - Throws: what it did wrong; the caller ends it.
  func receive(_ handle: (ToLauncher) throws(WireFailure) -> Void) async throws(WireFailure) {
    var buffer = ReceiveBuffer(byteCountMax: 4 * Frame.controlByteCountMax)
    while true {
      do throws(Channel.Failure) {
        if try await control.read(into: &buffer) == 0 { return }
      } catch {
        return
      }
      noteHeard()
      while let frame = try Frame.decode(buffer.bytes, byteCountMax: Frame.controlByteCountMax) {
        let message = try ToLauncher(frame)
        buffer.drop(frame.byteCount)
        try handle(message)
      }
    }
  }

  /// Ends a child whose heartbeat stopped: first SIGABRT, a second later SIGKILL.
  ///
  /// - Returns: true when a signal was sent now.
  func endIfSilent(now: UInt64, lateNanoseconds: UInt64) -> Bool {
    guard now > lastHeard, now - lastHeard > lateNanoseconds else { return false }
    if let abortedAt {
      guard now - abortedAt > 1_000_000_000 else { return false }
      process.kill()
    } else {
      abortedAt = now
      process.abort()
    }
    return true
  }
}
