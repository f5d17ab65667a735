internal import CLinux
internal import Glibc

/// The system's log, as a place outside of this user's reach: what has been said there cannot be taken back
/// by whoever can write our files.
///
/// One datagram a line to /dev/log (syslog(3) does the same, with state that we do not want). Best effort: it
/// never waits, and where nobody listens the line is lost.
public final class SystemLog: Sendable {
  /// Bytes of a line at most: RFC 3164 §4.1 wants every receiver to take 1,024 with the head.
  public static let byteCountMax = 960
  /// Security messages that need not be public, of normal importance (RFC 5424 §6.2.1: facility 10, severity
  /// 5).
  private static let priority = 10 * 8 + 5

  private let path: String

  /// A log behind a socket, which need not be there.
  public init(path: String = "/dev/log") {
    self.path = path
  }

  /// Says one line. Anything but printable ASCII becomes a question mark, and what is too long is cut.
  ///
  /// - Returns: whether the socket took it.
  @discardableResult
  public func say(_ text: String, program: String) -> Bool {
    var line = Array("<\(Self.priority)>\(program)[\(CurrentProcess.pid)]: ".utf8)
    for byte in text.utf8.prefix(Self.byteCountMax) {
      line.append((0x20..<0x7F).contains(byte) ? byte : UInt8(ascii: "?"))
    }
    let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Self.flags, 0)
    guard number >= 0 else { return false }
    let descriptor = OwnedDescriptor(owning: number)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(path.utf8)
    let isFitting = unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard name.count < room.count else { return false }
      unsafe room.copyBytes(from: name)
      return true
    }
    guard isFitting else { return false }
    let sent = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { target in
        unsafe line.withUnsafeBytes {
          unsafe sendto(
            descriptor.number, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL), target,
            socklen_t(MemoryLayout<sockaddr_un>.size))
        }
      }
    }
    return sent == line.count
  }

  private static var flags: Int32 {
    Int32(bitPattern: SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
  }
}
