import Foundation

/// A process with its standard streams on pipes.
///
/// Nothing of the test runner's environment or descriptors reaches it but what is named here.
struct SpawnedProcess {
  let pid: Int32
  let input: Int32
  let output: Int32
  let errorOutput: Int32

  /// Close-on-exec cannot be set by pipe(2) itself; two spawns at a time would hand each other's ends on.
  private static let lock = NSLock()

  /// - Parameters:
  ///   - environment: all of it.
  ///   - extra: a descriptor that is passed on by mistake, so to say, as number 9.
  init(_ path: String, _ arguments: [String], environment: [String: String], extra: Int32? = nil) throws {
    Self.lock.lock()
    defer { Self.lock.unlock() }
    // A write to a program that has ended is an answer, not the end of the test runner.
    signal(SIGPIPE, SIG_IGN)
    let pipes = try (0..<3).map { _ in try Self.pipe() }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, pipes[0].reading, 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1].writing, 1)
    posix_spawn_file_actions_adddup2(&actions, pipes[2].writing, 2)
    if let extra {
      posix_spawn_file_actions_adddup2(&actions, extra, 9)
      // Under its own number it would be there a second time.
      if extra != 9 { posix_spawn_file_actions_addclose(&actions, extra) }
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))

    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    var pid: pid_t = 0
    let problem = posix_spawn(&pid, path, &actions, &attributes, &words, &variables)
    close(pipes[0].reading)
    close(pipes[1].writing)
    close(pipes[2].writing)
    guard problem == 0 else {
      for descriptor in [pipes[0].writing, pipes[1].reading, pipes[2].reading] { close(descriptor) }
      throw EndToEndFailure.system("posix_spawn of \(path)", errno: problem)
    }
    self.pid = pid
    input = pipes[0].writing
    output = pipes[1].reading
    errorOutput = pipes[2].reading
    for descriptor in [input, output, errorOutput] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [0, 0]
    guard Foundation.pipe(&ends) == 0 else { throw EndToEndFailure.system("pipe", errno: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}
