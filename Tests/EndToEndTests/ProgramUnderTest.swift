import Foundation

/// A program that is driven through its pipes by the thread of the test alone.
///
/// Every wait moves bytes in all three directions, so nothing can fill up and block, and no lock is needed.
final class ProgramUnderTest {
  /// How long anything may take before the test gives up: far more than it takes on a busy machine.
  static let patienceSeconds = 30.0

  let pid: Int32
  /// Everything that came on standard output and was not taken.
  private(set) var output: [UInt8] = []
  /// Everything that came on standard error.
  private(set) var errorOutput: [UInt8] = []
  private(set) var isOutputAtEnd = false
  private var input: Int32
  private var outputEnd: Int32
  private var errorEnd: Int32
  private var queue: [UInt8] = []
  private var sentByteCount = 0
  private var closesInput = false
  private var status: Int32?

  private static let usualEnvironment = ["PATH": "/usr/bin:/bin", "HOME": "/tmp", "LANG": "C.UTF-8"]

  /// - Parameter workingFolder: where it starts; where the test runner is unless named.
  convenience init(
    _ path: String, _ arguments: [String] = [], environment: [String: String] = [:],
    workingFolder: String? = nil, extra: Int32? = nil
  ) throws {
    // The shell becomes the program: what could be said to posix_spawn is for GNU sources only.
    let moved = workingFolder.map { ["-c", #"cd -- "$0" && exec "$@""#, $0, path] + arguments }
    self.init(
      try SpawnedProcess(
        moved == nil ? path : "/bin/sh", moved ?? arguments,
        environment: Self.usualEnvironment.merging(environment) { $1 }, extra: extra))
  }

  /// On a pseudo terminal, whose screen is all that it says: `output`.
  convenience init(
    onTerminal path: String, _ arguments: [String], environment: [String: String]
  ) throws {
    let plain = Self.usualEnvironment.merging(["TERM": "dumb"]) { $1 }
    self.init(
      try SpawnedProcess(
        onTerminal: path, arguments, environment: plain.merging(environment) { $1 }))
  }

  private init(_ process: SpawnedProcess) {
    pid = process.pid
    input = process.input
    outputEnd = process.output
    errorEnd = process.errorOutput
  }

  deinit {
    if status == nil {
      for child in ProcessRecord.descendants(of: pid) { child.kill() }
      Foundation.kill(pid, SIGKILL)
      var ignored: Int32 = 0
      waitpid(pid, &ignored, 0)
    }
    for descriptor in [input, outputEnd, errorEnd] where descriptor >= 0 { close(descriptor) }
  }

  /// What it has said on standard error.
  var errorText: String { String(decoding: errorOutput, as: UTF8.self) }

  /// Queues bytes for its standard input.
  func send(_ bytes: some Sequence<UInt8>) { queue.append(contentsOf: bytes) }

  /// Ends its standard input once everything queued is written.
  func closeInput() { closesInput = true }

  /// Closes every end that is held, as the system does for a client that is killed.
  func hangUp() {
    for descriptor in [input, outputEnd, errorEnd] where descriptor >= 0 { close(descriptor) }
    (input, outputEnd, errorEnd) = (-1, -1, -1)
  }

  func signal(_ number: Int32) { Foundation.kill(pid, number) }

  /// Takes everything that came on standard output.
  func takeOutput() -> [UInt8] {
    defer { output.removeAll(keepingCapacity: true) }
    return output
  }

  /// Waits until a condition holds, moving bytes meanwhile.
  func wait(
    for what: String, seconds: Double = patienceSeconds, until condition: () throws -> Bool
  ) throws {
    let watch = Stopwatch()
    while true {
      if try condition() { return }
      guard watch.seconds < seconds else {
        throw EndToEndFailure.deadline(what, seconds: seconds, lastWords: String(errorText.suffix(600)))
      }
      move(forMilliseconds: 20)
    }
  }

  /// Waits for its end and for the end of both streams, which its children hold too.
  ///
  /// - Returns: the exit code; 128 and the signal's number when a signal ended it.
  @discardableResult
  func waitForExit(seconds: Double = patienceSeconds) throws -> Int32 {
    try wait(for: "the end of the program", seconds: seconds) { isEnded && outputEnd < 0 && errorEnd < 0 }
    let status = status ?? 0
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }

  /// Whether it has ended.
  var isEnded: Bool {
    if status != nil { return true }
    var found: Int32 = 0
    guard waitpid(pid, &found, WNOHANG) == pid else { return false }
    status = found
    return true
  }

  /// One round of poll(2), reading and writing what is possible.
  func move(forMilliseconds milliseconds: Int32) {
    let hasInput = input >= 0 && sentByteCount < queue.count
    var polled = [
      pollfd(fd: outputEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errorEnd, events: Int16(POLLIN), revents: 0),
      pollfd(fd: hasInput ? input : -1, events: Int16(POLLOUT), revents: 0),
    ]
    if !hasInput { finishInput() }
    guard poll(&polled, 3, milliseconds) > 0 else { return }
    if polled[0].revents != 0 { Self.read(&outputEnd, into: &output) }
    if polled[1].revents != 0 { Self.read(&errorEnd, into: &errorOutput) }
    if outputEnd < 0 { isOutputAtEnd = true }
    if polled[2].revents != 0 { write() }
  }

  private func finishInput() {
    queue.removeAll(keepingCapacity: true)
    sentByteCount = 0
    guard closesInput, input >= 0 else { return }
    close(input)
    input = -1
  }

  private func write() {
    let count = queue[sentByteCount...].withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
    if count > 0 {
      sentByteCount += count
    } else if errno != EAGAIN && errno != EINTR {
      // It does not read any more: what it says and how it ends is what the test looks at.
      close(input)
      input = -1
    }
  }

  private static func read(_ descriptor: inout Int32, into bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(byteCount: 65_536, alignment: 16) { buffer in
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count > 0 {
        bytes.append(contentsOf: buffer[..<count])
      } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
        close(descriptor)
        descriptor = -1
      }
    }
  }
}
