internal import CLinux
internal import Glibc

/// Plain blocking writes to a standard stream, for commands that print and for log lines.
public enum StandardStream: Int32, Sendable {
  /// What a command prints for its user.
  case output = 1
  /// Progress, errors, log lines.
  case error = 2

  /// Writes everything, in as few calls as the kernel allows; gives up silently when nobody reads any more.
  public func write(_ bytes: [UInt8]) {
    var written = 0
    while written < bytes.count {
      let from = written
      let count = unsafe bytes.withUnsafeBytes { all -> Int in
        guard let base = all.baseAddress else { return 0 }
        return unsafe Glibc.write(rawValue, base + from, all.count - from)
      }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        // Somebody made the shared pipe non-blocking: wait for room, but not for ever.
        var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        if unsafe poll(&waiting, 1, 1000) <= 0 { return }
      } else if errno != EINTR {
        return
      }
    }
  }

  /// Writes bytes if that is possible without waiting, and drops them otherwise.
  ///
  /// For log lines: an operator's log that nobody reads must not stop the event loop. Whole up to PIPE_BUF
  /// (4,096 bytes) on a pipe.
  ///
  /// - Returns: false when they were dropped.
  @discardableResult
  public func offer(_ bytes: [UInt8]) -> Bool {
    var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
    guard unsafe poll(&waiting, 1, 0) > 0 else { return false }
    write(bytes)
    return true
  }

  /// Writes a text.
  public func write(_ text: String) {
    write(Array(text.utf8))
  }
}
