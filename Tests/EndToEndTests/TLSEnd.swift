import Foundation

/// The server's end of one TLS connection: openssl's own, whose standard streams are the plain text.
///
/// `s_server` takes one connection at a Unix socket, so that no port has to be guessed.
struct TLSEnd: Sendable {
  let pid: Int32
  /// The connection's encrypted bytes, both ways.
  let socket: Int32
  /// What the client sent.
  let plainOutput: Int32
  /// What the client gets.
  let plainInput: Int32
  private let errorOutput: Int32

  /// Starts it and connects.
  ///
  /// - Parameter path: of a socket that is not there yet.
  init(_ authority: ThrowAwayAuthority, path: String) throws {
    let process = try SpawnedProcess(
      ThrowAwayAuthority.openssl,
      [
        "s_server", "-quiet", "-unix", path, "-naccept", "1", "-cert", authority.certificateFile, "-key",
        authority.keyFile, "-alpn", "http/1.1",
      ], environment: ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"])
    pid = process.pid
    (plainInput, plainOutput, errorOutput) = (process.input, process.output, process.errorOutput)
    // Threads that wait have nothing else to do.
    for end in [plainInput, plainOutput] { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) & ~O_NONBLOCK) }
    do {
      socket = try Self.connected(path)
    } catch {
      Self.end(pid, [plainInput, plainOutput, errorOutput])
      throw error
    }
  }

  /// Ends it.
  func stop() { Self.end(pid, [socket, plainInput, plainOutput, errorOutput]) }

  private static func end(_ pid: Int32, _ descriptors: [Int32]) {
    kill(pid, SIGKILL)
    var ignored: Int32 = 0
    waitpid(pid, &ignored, 0)
    for descriptor in descriptors { close(descriptor) }
  }

  /// A connection to a socket that will be there soon.
  private static func connected(_ path: String) throws -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw EndToEndFailure.unreadable("\(path) is too long for a socket")
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let watch = Stopwatch()
    while watch.seconds < ProgramUnderTest.patienceSeconds {
      let descriptor = Foundation.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      LoopbackSocket.closeOnExec(descriptor)
      let isConnected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
        }
      }
      if isConnected { return descriptor }
      close(descriptor)
      usleep(2_000)
    }
    throw EndToEndFailure.unreadable("openssl s_server does not listen")
  }
}
