import Foundation

/// Plain TCP sockets on 127.0.0.1, blocking.
enum LoopbackSocket {
  /// - Parameter port: any that is free unless given.
  static func listening(port: UInt16 = 0) throws -> (descriptor: Int32, port: UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw EndToEndFailure.system("socket", errno: errno) }
    closeOnExec(descriptor)
    var address = address(port: port)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && listen(descriptor, 128) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard isBound else {
      let cause = errno
      close(descriptor)
      throw EndToEndFailure.system("bind", errno: cause)
    }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  /// A port that nothing listens on: taken from the kernel and given back.
  static func unusedPort() throws -> UInt16 {
    let (descriptor, port) = try listening()
    close(descriptor)
    return port
  }

  /// - Parameter source: where the connection comes from, as 127.0.0.N; nil lets the kernel choose.
  static func connected(port: UInt16, from source: UInt8? = nil) throws -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    closeOnExec(descriptor)
    if let source {
      var own = address(port: 0)
      own.sin_addr.s_addr = (UInt32(0x7F00_0000) | UInt32(source)).bigEndian
      let isBound = withUnsafePointer(to: &own) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      guard isBound else {
        close(descriptor)
        throw EndToEndFailure.system("bind", errno: errno)
      }
    }
    var address = address(port: port)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else {
      close(descriptor)
      throw EndToEndFailure.system("connect", errno: errno)
    }
    return descriptor
  }

  /// One GET whose answer ends with the connection; the body's bytes.
  ///
  /// - Parameter headers: further fields, each with its line end.
  static func body(of path: String, port: UInt16, headers: String = "") throws -> [UInt8] {
    let descriptor = try connected(port: port)
    defer { close(descriptor) }
    guard send(descriptor, "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(headers)Connection: close\r\n\r\n")
    else {
      throw EndToEndFailure.system("send", errno: errno)
    }
    var bytes: [UInt8] = []
    while let more = receive(descriptor), !more.isEmpty { bytes += more }
    guard let end = HeadEnd.index(in: bytes) else { throw EndToEndFailure.unreadable("no HTTP answer") }
    return Array(bytes[end...])
  }

  static func send(_ descriptor: Int32, _ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      sent += count
    }
    return true
  }

  /// The next bytes; empty at the end, nil when the connection broke.
  static func receive(_ descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    return count < 0 ? nil : Array(bytes[..<count])
  }

  static func resetOnClose(_ descriptor: Int32) {
    var now = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
  }

  static func closeOnExec(_ descriptor: Int32) { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }

  private static func address(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
