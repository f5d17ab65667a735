import Foundation

/// A process with its standard streams on pipes, or on a pseudo terminal of its own.
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
    var pid: pid_t = 0
    posix_spawn_file_actions_adddup2(&actions, pipes[0].reading, 0)
    posix_spawn_file_actions_adddup2(&actions, pipes[1].writing, 1)
    posix_spawn_file_actions_adddup2(&actions, pipes[2].writing, 2)
    if let extra {
      posix_spawn_file_actions_adddup2(&actions, extra, 9)
      // Under its own number it would be there a second time.
      if extra != 9 { posix_spawn_file_actions_addclose(&actions, extra) }
    }
    let problem = Self.spawn(path, arguments, environment, &actions, &pid)
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
    Self.makeNonBlocking([input, output, errorOutput])
  }

  /// On a new pseudo terminal of 100 columns, as a person's shell would start it: all three streams are the
  /// terminal, which is also the one that controls it.
  init(onTerminal path: String, _ arguments: [String], environment: [String: String]) throws {
    Self.lock.lock()
    defer { Self.lock.unlock() }
    signal(SIGPIPE, SIG_IGN)
    let person = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: Int32 = 0
    var lock: Int32 = 0
    guard person >= 0, ioctl(person, TerminalRequest.number, &number) == 0,
      ioctl(person, TerminalRequest.lock, &lock) == 0
    else { throw EndToEndFailure.system("a pseudo terminal", errno: errno) }
    let name = "/dev/pts/\(number)"
    // Held until the program has it: a terminal that nobody has open reads as one that was hung up.
    let held = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
    defer { close(held) }
    var rowsColumnsAndPixels: [UInt16] = [40, 100, 0, 0]
    _ = ioctl(held, TerminalRequest.size, &rowsColumnsAndPixels)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a session opens is its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var pid: pid_t = 0
    let problem = Self.spawn(path, arguments, environment, &actions, &pid, flags: Self.newSession)
    guard problem == 0 else {
      close(person)
      throw EndToEndFailure.system("posix_spawn of \(path) on a terminal", errno: problem)
    }
    self.pid = pid
    output = person
    input = fcntl(person, F_DUPFD_CLOEXEC, 0)
    errorOutput = -1
    Self.makeNonBlocking([output])
  }

  /// What Swift's Glibc module hides of `<asm-generic/ioctls.h>` and `<spawn.h>`.
  private enum TerminalRequest {
    /// TIOCGPTN, ioctl_tty(2).
    static let number: UInt = 0x8004_5430
    /// TIOCSPTLCK.
    static let lock: UInt = 0x4004_5431
    /// TIOCSWINSZ.
    static let size: UInt = 0x5414
  }

  /// POSIX_SPAWN_SETSID.
  private static let newSession: Int32 = 0x80

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String],
    _ actions: inout posix_spawn_file_actions_t, _ pid: inout pid_t, flags: Int32 = 0
  ) -> Int32 {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(flags | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] =
      environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + variables { free(text) } }
    return posix_spawn(&pid, path, &actions, &attributes, &words, &variables)
  }

  private static func makeNonBlocking(_ descriptors: [Int32]) {
    for descriptor in descriptors {
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
