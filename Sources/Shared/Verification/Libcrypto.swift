internal import CVerification

/// The system's libcrypto, which is opened when something is first asked of it.
///
/// Only a supervisor that lets clients in by tokens needs it. Linked in, it would cost every launcher and
/// gateway half a MiB of memory and its start some time.
public enum Libcrypto {
  /// Opens libcrypto unless it is open.
  ///
  /// - Returns: nil, or why it cannot be had, in the dynamic linker's words (dlerror(3)).
  public static func problem() -> String? {
    unsafe bulkhead_verification_open().map { unsafe String(cString: $0) }
  }

  /// Everything here goes through this. Who must not end in a crash asks ``problem()`` at the start.
  static func require() {
    let failure = unsafe bulkhead_verification_open()
    guard unsafe failure == nil else { preconditionFailure("libcrypto.so.3 is needed, and cannot be opened") }
  }
}
