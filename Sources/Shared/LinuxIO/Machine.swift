internal import CLinux

/// What this machine offers to a process of ours, as a look says that changes nothing.
public enum Machine {
  /// Whether system calls can be filtered (seccomp(2)).
  public static var hasSystemCallFilter: Bool { bulkhead_has_seccomp_filter() == 1 }
  /// Whether there is memory that the kernel itself does not map (memfd_secret(2), Linux 5.14).
  public static var hasSecretMemory: Bool { bulkhead_has_secret_memory() == 1 }
  /// Whether processes have handles that no other process can inherit (pidfd_open(2), Linux 5.3). Nothing of
  /// ours starts without.
  public static var hasProcessHandles: Bool { bulkhead_has_process_handles() == 1 }
  /// Whether all descriptors of a range can be marked to be closed (close_range(2), CLOSE_RANGE_CLOEXEC,
  /// Linux 5.11). Nothing of ours starts without.
  public static var hasCloseOnExecRange: Bool { bulkhead_has_close_on_exec_range() == 1 }
  /// Whether a process can give up new privileges for good (prctl(2), PR_SET_NO_NEW_PRIVS).
  public static var hasNoNewPrivileges: Bool { bulkhead_has_no_new_privileges() == 1 }
  /// The version of Landlock; 0 where there is none, or it is off.
  public static var landlockVersion: Int { Int(bulkhead_landlock_version()) }

  /// How many descriptors this process may have open.
  public static var openFileCountMax: UInt64 { bulkhead_open_files_max() }
  /// How many bytes of memory this process may lock; `UInt64.max` for no limit.
  public static var lockedByteCountMax: UInt64 { bulkhead_locked_bytes_max() }
  /// How large a core file may be; ours leave none whatever it says.
  public static var coreByteCountMax: UInt64 { bulkhead_core_bytes_max() }

  /// Bytes that this user can still write below a path.
  public static func freeByteCount(_ path: String) throws(SystemFailure) -> Int {
    Int(try SystemCall.checked("statvfs") { unsafe bulkhead_free_bytes(path) })
  }

  /// The kernel's version, such as `6.1.0-13-amd64` (proc(5), /proc/sys/kernel/osrelease); `nil` when it is
  /// not to be read.
  public static var kernelVersion: String? {
    do throws(SystemFailure) {
      let bytes = try WholeFile.read("/proc/sys/kernel/osrelease", byteCountMax: 256)
      return String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self)
    } catch {
      return nil
    }
  }
}
