internal import CLinux
internal import Glibc

/// An IPv4 or IPv6 address with a port, in the kernel's form.
struct SocketAddress {
  private var storage = sockaddr_storage()
  private var length: socklen_t

  /// Reads a literal address; nil when it is none.
  init?(_ address: String, port: Int) {
    guard let port = UInt16(exactly: port) else { return nil }
    var four = sockaddr_in()
    var six = sockaddr_in6()
    if unsafe inet_pton(AF_INET, address, &four.sin_addr) == 1 {
      four.sin_family = sa_family_t(AF_INET)
      four.sin_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in>.size)
      unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: four, as: sockaddr_in.self) }
    } else if unsafe inet_pton(AF_INET6, address, &six.sin6_addr) == 1 {
      six.sin6_family = sa_family_t(AF_INET6)
      six.sin6_port = port.bigEndian
      length = socklen_t(MemoryLayout<sockaddr_in6>.size)
      unsafe withUnsafeMutableBytes(of: &storage) { unsafe $0.storeBytes(of: six, as: sockaddr_in6.self) }
    } else {
      return nil
    }
  }

  /// AF_INET or AF_INET6.
  var family: Int32 { Int32(storage.ss_family) }

  /// Lends the address to a system call.
  mutating func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    let length = length
    return unsafe withUnsafePointer(to: &storage) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
    }
  }

  /// The literal address of a connection's other end; `nil` when it is gone already. An IPv4 address that
  /// came to an IPv6 socket is written as the IPv4 address it is.
  static func peer(of number: Int32) -> String? {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getpeername(number, $0, &length)
      }
    }
    guard result == 0 else { return nil }
    let family = Int32(address.sin6_family)
    guard family == AF_INET || family == AF_INET6 else { return nil }
    let text = unsafe withUnsafeBytes(of: &address) { bytes -> String? in
      guard let start = bytes.baseAddress else { return nil }
      // The address stands at offset 4 in the one form and at 8 in the other (RFC 3493 §3.3).
      let source = unsafe start + (family == AF_INET ? 4 : 8)
      return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
        guard let target = buffer.baseAddress,
          unsafe inet_ntop(family, source, target, socklen_t(INET6_ADDRSTRLEN)) != nil
        else { return nil }
        return unsafe String(cString: target)
      }
    }
    guard let text else { return nil }
    return text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
  }

  /// The port that a bound socket got.
  static func localPort(of number: Int32) throws(SystemFailure) -> Int {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    try SystemCall.checked("getsockname") {
      unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe getsockname(number, $0, &length)
        }
      }
    }
    // The port stands at the same place in both families (RFC 3493 §3.10).
    return Int(UInt16(bigEndian: address.sin6_port))
  }
}
