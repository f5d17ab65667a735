internal import CLinux
internal import Glibc

/// This process: what it is called, what it was given, how it shuts its doors and how it ends.
public enum CurrentProcess {
  /// Its process id.
  public static var pid: Int32 { getpid() }

  /// True when it runs as root.
  public static var isRoot: Bool { geteuid() == 0 }

  /// The user it acts for (geteuid(2)).
  public static var user: UInt32 { geteuid() }

  /// The arguments behind the program's name.
  public static var arguments: [String] { Array(CommandLine.arguments.dropFirst()) }

  /// The value of an environment variable.
  public static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// The text that all executables of one build share: a hash of the sources.
  public static var buildIdentity: String { unsafe String(cString: bulkhead_build_id()) }

  /// Gives memory that is allocated no more back to the system (malloc_trim(3)): what a start needed and
  /// nothing needs again would stay resident for as long as the process lives. Takes some ten microseconds.
  public static func releaseFreeMemory() { bulkhead_trim_heap() }

  /// The absolute path of the running executable (/proc/self/exe).
  public static func executablePath() throws(SystemFailure) -> String {
    try unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4097) { buffer throws(SystemFailure) in
      let count = try SystemCall.checked("readlink(/proc/self/exe)") {
        guard let base = buffer.baseAddress else { return -1 }
        return unsafe readlink("/proc/self/exe", base, 4096)
      }
      unsafe buffer[count] = 0
      guard let base = buffer.baseAddress else { return "" }
      return unsafe String(cString: base)
    }
  }

  /// The absolute path of the working directory; `nil` when it is gone or cannot be reached.
  public static var workingFolder: String? {
    guard let path = unsafe getcwd(nil, 0) else { return nil }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  /// The home folder of the user that this process acts for, by the system's list of users (getpwuid_r(3)):
  /// `HOME` is the word of whoever starts the process. `nil` when the list does not have him.
  public static var homeFolder: String? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { buffer -> String? in
      var entry = unsafe passwd()
      var found: UnsafeMutablePointer<passwd>?
      guard let base = buffer.baseAddress else { return nil }
      let problem = unsafe getpwuid_r(geteuid(), &entry, base, buffer.count, &found)
      guard problem == 0, unsafe found != nil, let path = unsafe entry.pw_dir else { return nil }
      return unsafe String(cString: path)
    }
  }

  /// Closes what can be closed without privileges: no_new_privs, not dumpable (no ptrace, no /proc/PID/mem
  /// for the same user), no core file.
  ///
  /// exec resets "dumpable", so every process of ours calls this first thing. SIGPIPE is ignored: a write to
  /// a peer that is gone is an error value.
  ///
  /// - Parameter diesWithParent: SIGKILL when the parent's thread ends (prctl(2), PR_SET_PDEATHSIG).
  public static func harden(diesWithParent: Bool) throws(SystemFailure) {
    signal(SIGPIPE, SIG_IGN)
    try SystemCall.checked("prctl") { bulkhead_harden(diesWithParent ? 1 : 0) }
  }

  /// Ignores the signals that a terminal or a service manager sends to a whole group of processes.
  ///
  /// They are meant for the launcher, which ends its children in order: a gateway that died of Ctrl-C itself
  /// would leave calls unanswered.
  public static func leaveSignalsToLauncher() {
    for number in [SIGINT, SIGHUP, SIGTERM] { signal(number, SIG_IGN) }
  }

  /// Moves the real standard output away and points descriptor 1 at stderr, so that nothing that prints by
  /// mistake can reach the protocol.
  public static func takeStandardOutput() throws(SystemFailure) -> OwnedDescriptor {
    let taken = try OwnedDescriptor.duplicating(1)
    try SystemCall.checked("dup2") { dup2(2, 1) }
    return taken
  }

  /// Standard input as a descriptor of our own; descriptor 0 becomes /dev/null.
  public static func takeStandardInput() throws(SystemFailure) -> OwnedDescriptor {
    let taken = try OwnedDescriptor.duplicating(0)
    let null = try OwnedDescriptor.null()
    try SystemCall.checked("dup2") { dup2(null.number, 0) }
    return taken
  }

  /// Opens /dev/null in place of every standard stream that the parent left closed, so that no other file can
  /// land on 0, 1 or 2.
  public static func ensureStandardStreams() {
    while true {
      let number = unsafe Glibc.open("/dev/null", O_RDWR)
      if number < 0 { return }
      if number > 2 {
        _ = Glibc.close(number)
        return
      }
    }
  }

  /// Takes over a descriptor that the parent handed down under an agreed number, and makes it close-on-exec.
  /// Nil when it is not open.
  public static func inherited(_ number: Int32) -> OwnedDescriptor? {
    guard fcntl(number, F_GETFD) >= 0, fcntl(number, F_SETFD, FD_CLOEXEC) >= 0 else { return nil }
    return OwnedDescriptor(owning: number)
  }

  /// Ends the process without running anything else.
  public static func exit(_ code: ExitCode) -> Never {
    Glibc._exit(code.rawValue)
  }

  /// Runs an asynchronous main on the event loop and ends the process with its code.
  public static func run(_ main: @escaping @Sendable @LoopActor () async -> ExitCode) -> Never {
    onLoop {
      let code = await main()
      CurrentProcess.exit(code)
    }
    EventLoop.shared.run()
    CurrentProcess.exit(.ownFault)
  }

  /// Columns of the terminal behind a standard stream (0, 1 or 2); nil when it is none.
  public static func terminalWidth(_ number: Int32) -> Int? {
    let width = bulkhead_terminal_width(number)
    return width > 0 ? Int(width) : nil
  }

  /// Peak resident memory of this process in KiB (getrusage(2)).
  public static var peakMemoryKibibytes: Int {
    var usage = rusage()
    unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss
  }

  /// Raises the soft limit of open descriptors to the hard one (getrlimit(2)), for servers of thousands of
  /// connections.
  ///
  /// - Returns: how many descriptors this process may have from now on.
  public static func raiseDescriptorLimit() -> Int {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard unsafe getrlimit(resource, &limit) == 0 else { return 1_024 }
    let before = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    if unsafe setrlimit(resource, &limit) != 0 { limit.rlim_cur = before }
    return Int(min(limit.rlim_cur, 1 << 30))
  }

  /// Random bytes from the kernel (getrandom(2)).
  public static func randomBytes(_ count: Int) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let from = filled
      let got = unsafe bytes.withUnsafeMutableBytes { all -> Int in
        guard let base = all.baseAddress else { return 0 }
        return unsafe getrandom(base + from, all.count - from, 0)
      }
      if got > 0 { filled += got }
    }
    return bytes
  }
}
