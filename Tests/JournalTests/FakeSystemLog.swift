import Foundation
import LinuxIO

/// A socket that takes what /dev/log would.
final class FakeSystemLog {
  let path: String
  private let number: Int32

  init(_ path: String) throws {
    self.path = path
    number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard number >= 0, bound == 0 else { throw SystemFailure(call: "bind") }
  }

  deinit { close(number) }

  /// What has come so far.
  func lines() -> [String] {
    var lines: [String] = []
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(number, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      if count < 0 { return lines }
      lines.append(String(decoding: bytes.prefix(count), as: UTF8.self))
    }
  }
}
