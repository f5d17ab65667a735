internal import CLinux
internal import Glibc

/// A descriptor with exactly one owner: it cannot be copied, and it is closed when its owner goes.
///
/// A number that two places think they own is closed twice, and the second close hits whatever took the
/// number in between. The compiler rules that out here. Every descriptor made by this module is close-on-exec
/// (open(2), O_CLOEXEC).
public struct OwnedDescriptor: ~Copyable, Sendable {
  /// The number, for calls into the kernel. It must not outlive this value.
  public let number: Int32

  /// Takes over a number that nothing else owns.
  public init(owning number: Int32) {
    precondition(number >= 0, "not a descriptor")
    self.number = number
  }

  deinit {
    // Not retried on EINTR: Linux has released the number by then (close(2)).
    _ = Glibc.close(number)
  }

  /// Gives the number away without closing it.
  public consuming func release() -> Int32 {
    let number = number
    discard self
    return number
  }

  /// A second descriptor for the same open file, close-on-exec, numbered 10 or more so that it never lands on
  /// a standard stream.
  public func duplicated() throws(SystemFailure) -> OwnedDescriptor {
    OwnedDescriptor(owning: try Self.duplicate(number))
  }

  /// A descriptor of our own for one that somebody else keeps, such as a standard stream.
  public static func duplicating(_ number: Int32) throws(SystemFailure) -> OwnedDescriptor {
    OwnedDescriptor(owning: try duplicate(number))
  }

  private static func duplicate(_ number: Int32) throws(SystemFailure) -> Int32 {
    try SystemCall.checked("fcntl(F_DUPFD_CLOEXEC)") { bulkhead_duplicate_above(number, 10) }
  }

  /// Where a TCP connection comes from, as a literal address; `nil` when it is none, or is gone.
  public var peerAddress: String? { SocketAddress.peer(of: number) }

  /// The user at the other end of a connected Unix socket, as the kernel saw it when the connection was made
  /// (SO_PEERCRED); `nil` when this is none.
  public var peerUser: UInt32? {
    var user: UInt32 = 0
    var process: Int32 = 0
    return unsafe bulkhead_peer(number, &user, &process) == 0 ? user : nil
  }

  /// Opens /dev/null for reading and writing.
  public static func null() throws(SystemFailure) -> OwnedDescriptor {
    OwnedDescriptor(
      owning: try SystemCall.checked("open(/dev/null)") {
        unsafe Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
      })
  }
}
