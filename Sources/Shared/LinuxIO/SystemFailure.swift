internal import CLinux
internal import Glibc

/// A system call that failed: which one, and the kernel's reason.
///
/// The name of the call is part of it because "Permission denied" alone has cost operators hours; no argument
/// is, since a path or a buffer could hold what must not be logged. Source of the numbers: errno(3).
public struct SystemFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// The call, as its man page is titled.
  public let call: String

  /// The number behind `errno`.
  public let number: Int32

  /// A failure with a number that is already known.
  public init(call: String, number: Int32) {
    self.call = call
    self.number = number
  }

  /// The failure of the call that has just returned -1.
  public init(call: String) {
    self.init(call: call, number: errno)
  }

  /// The call and the kernel's words for the reason.
  public var description: String {
    "\(call): \(Self.words(for: number))"
  }

  /// True for the reasons that go away by themselves: no descriptors, no memory, no process left at the
  /// moment.
  public var isPassing: Bool {
    [EMFILE, ENFILE, ENOMEM, ENOBUFS, EAGAIN, EINTR].contains(number)
  }

  /// True for what accept(2) says of one connection, or of the network that it comes by, and not of the
  /// socket that listens. Linux hands on what went wrong with a connection before it was accepted, and the
  /// man page has such failures treated "like EAGAIN by retrying"; a firewall's no is EPERM.
  ///
  /// Some of them stay for a while, such as a network that is down: whoever retries rests in between.
  public var concernsOneConnection: Bool {
    [
      ECONNABORTED, EPROTO, ENETDOWN, ENOPROTOOPT, EHOSTDOWN, ENONET, EHOSTUNREACH, EOPNOTSUPP, ENETUNREACH,
      EPERM,
    ].contains(number)
  }

  /// The kernel's words for an errno value.
  public static func words(for number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
  }

  /// Permission denied; named here because few modules may import Glibc.
  public static let permissionDenied: Int32 = EACCES
  /// No such file or directory.
  public static let noSuchFile: Int32 = ENOENT
  /// No space left on the device.
  public static let noSpace: Int32 = ENOSPC
  /// The address is in use already.
  public static let addressInUse: Int32 = EADDRINUSE
  /// The other end is gone.
  public static let brokenPipe: Int32 = EPIPE
  /// Nothing listens at that address.
  public static let connectionRefused: Int32 = ECONNREFUSED
}
