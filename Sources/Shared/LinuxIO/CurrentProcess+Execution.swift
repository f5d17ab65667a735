internal import CLinux
internal import Glibc

extension CurrentProcess {
  /// Executes this very program again, with the same arguments and the environment as it is now: the address
  /// space is a new one, pid and descriptors (but those that are close-on-exec) stay.
  ///
  /// - Throws: what the kernel says; on success it does not return.
  static func executeAgain() throws(SystemFailure) -> Never {
    let path = try executablePath()
    // By its name, so that the process is still called what it is called; a program that was replaced on disk
    // meanwhile has none.
    _ = unsafe execve(path, CommandLine.unsafeArgv, environ)
    _ = unsafe execve("/proc/self/exe", CommandLine.unsafeArgv, environ)
    throw SystemFailure(call: "execve")
  }

  /// Puts another program of ours into the place of this process.
  ///
  /// - Parameters:
  ///   - environment: all of it, as NAME=value.
  ///   - kept: descriptors that become 3, 4, … of the program; beside those only 0, 1 and 2 survive.
  /// - Throws: what the kernel says; on success it does not return.
  public static func become(
    _ path: String, _ arguments: [String], environment: [String], keeping kept: [Int32] = []
  ) throws(SystemFailure) -> Never {
    let words = CStringArray(arguments)
    let variables = CStringArray(environment)
    // First out of the way of the final numbers, then onto them.
    var moved: [Int32] = []
    for number in kept {
      moved.append(
        try SystemCall.checked("fcntl(F_DUPFD_CLOEXEC)") {
          bulkhead_duplicate_above(number, Int32(3 + kept.count))
        })
    }
    for (index, number) in moved.enumerated() {
      try SystemCall.checked("dup2") { dup2(number, Int32(3 + index)) }
    }
    _ = unsafe execve(path, words.pointers, variables.pointers)
    throw SystemFailure(call: "start \(path)")
  }

  /// Lowers what this process may use, for good.
  ///
  /// Not the number of processes (`RLIMIT_NPROC`): it is the user's, all his programs together, and libcurl
  /// looks names up in a thread.
  ///
  /// - Parameters:
  ///   - openFileCountMax: descriptors at a time.
  ///   - writesFiles: false for a process that writes to no file: it cannot make one grow then. Where its
  ///     stderr is a file, that one has to.
  public static func limit(openFileCountMax: UInt64, writesFiles: Bool) throws(SystemFailure) {
    try SystemCall.checked("setrlimit") {
      bulkhead_limit(Int32(bitPattern: RLIMIT_CORE.rawValue), 0)
    }
    try SystemCall.checked("setrlimit") {
      bulkhead_limit(Int32(bitPattern: RLIMIT_NOFILE.rawValue), openFileCountMax)
    }
    var status = stat()
    let isLoggingToFile = unsafe fstat(2, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    if writesFiles || isLoggingToFile { return }
    try SystemCall.checked("setrlimit") { bulkhead_limit(Int32(bitPattern: RLIMIT_FSIZE.rawValue), 0) }
  }
}
