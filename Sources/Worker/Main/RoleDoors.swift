import Catalog
import LinuxIO

/// The doors that a worker shuts behind itself once it has read its key, and before it reads a byte from
/// anybody: what it needs from now on is known.
///
/// Here is the place of what a role may ask of the kernel at all. What holds so far: no new privileges, not
/// dumpable, no core file, no crash backtracer (`CurrentProcess.harden`, the first line of `main`), no
/// descriptors but its own (`ChildProcess`), and the limits below.
enum RoleDoors {
  /// Descriptors that a worker may have: 16 requests at a time and 16 kept connections to each of two hosts,
  /// the libraries' own, and for the trading worker journals and sockets.
  static let openFileCountMax: UInt64 = 256

  /// For the greeting to the gateway: what holds.
  static let words = "no_new_privs, not dumpable, own descriptors only, limits"

  static func shut(for role: Role) throws(SystemFailure) {
    // The trading worker alone writes to files: its journal.
    try CurrentProcess.limit(openFileCountMax: openFileCountMax, writesFiles: role == .trading)
  }
}
