internal import CLinux
internal import Glibc

/// A process that this one did not start itself, such as the worker of a server that was started.
public enum ForeignProcess {
  /// Ends a process at once (SIGKILL), through a pidfd, so that the signal reaches the process that had the
  /// pid at this moment or nobody.
  ///
  /// - Precondition: the pid is more than 1: 0 and negative numbers would mean groups, and 1 is the system's
  ///   own.
  /// - Throws: ESRCH when there is no such process, EPERM when it is somebody else's.
  public static func kill(_ pid: Int32) throws(SystemFailure) {
    precondition(pid > 1, "not the pid of a process of ours")
    let handle = OwnedDescriptor(owning: try SystemCall.checked("pidfd_open") { bulkhead_pidfd_open(pid) })
    try SystemCall.checked("pidfd_send_signal") { bulkhead_pidfd_signal(handle.number, SIGKILL) }
  }

  /// Whether there is a process of this pid, as far as this process can see (kill(2), signal 0).
  public static func exists(_ pid: Int32) -> Bool {
    pid > 0 && (Glibc.kill(pid, 0) == 0 || errno == EPERM)
  }
}
