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

  /// Closes every descriptor but the standard streams and those that are named: what a parent has left open
  /// by mistake is nobody's here, and would stay open for as long as this process lives.
  ///
  /// Called before this process has opened anything itself.
  ///
  /// - Parameter kept: what was handed down on purpose.
  public static func closeInherited(besides kept: [Int32]) throws(SystemFailure) {
    try SystemCall.checked("close_range") {
      unsafe kept.withUnsafeBufferPointer { numbers in
        unsafe bulkhead_close_others(numbers.baseAddress, Int32(numbers.count))
      }
    }
  }

  /// Whether a descriptor is that of a regular file, which a process without a right to make files grow
  /// (`limit`) could not write to.
  public static func isFile(_ number: Int32) -> Bool {
    var status = stat()
    return unsafe fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
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
    if writesFiles || isFile(2) { return }
    try SystemCall.checked("setrlimit") { bulkhead_limit(Int32(bitPattern: RLIMIT_FSIZE.rawValue), 0) }
  }
}

extension CurrentProcess {
  /// The process that started this one; 1 once that one has ended.
  public static var parent: Int32 { getppid() }
}
