internal import CLinux
internal import Glibc

/// Outgoing TCP connections to literal addresses, for commands that ask one thing and end.
public enum TCPClient {
  /// How long connecting, and each write, may take.
  public static let timeoutSeconds = 5

  /// Connects, and waits until it is done or refused.
  ///
  /// - Parameter address: a literal such as 127.0.0.1 or ::1; names are not looked up.
  /// - Throws: EINVAL for another address; ECONNREFUSED when nothing listens; EINPROGRESS when it took too
  ///   long (socket(7), SO_SNDTIMEO).
  public static func connect(to address: String, port: Int) throws(SystemFailure) -> OwnedDescriptor {
    guard var socketAddress = SocketAddress(address, port: port) else {
      throw SystemFailure(call: "inet_pton", number: EINVAL)
    }
    let family = socketAddress.family
    let socket = OwnedDescriptor(
      owning: try SystemCall.checked("socket") {
        Glibc.socket(family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
      })
    let number = socket.number
    var timeout = timeval(tv_sec: timeoutSeconds, tv_usec: 0)
    unsafe setsockopt(number, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    try SystemCall.checked("connect") {
      unsafe socketAddress.withPointer { unsafe Glibc.connect(number, $0, $1) }
    }
    return socket
  }
}
