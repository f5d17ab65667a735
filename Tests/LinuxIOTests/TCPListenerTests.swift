import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `A listener` {
  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1", "127.0.0.1"), ("127.0.0.1", "127.0.0.5", "127.0.0.5"), ("::1", "::1", "::1"),
    // An IPv6 socket bound to a mapped address takes IPv4 clients, whose addresses come mapped.
    ("::ffff:127.0.0.1", "127.0.0.9", "127.0.0.9"),
  ])
  @LoopActor func `says from where a connection comes`(
    _ address: String, _ source: String, _ wanted: String
  ) async throws {
    let listener = try TCPListener(address: address, port: 0)
    let client = try Self.connect(from: source, to: listener.port)
    defer { close(client) }
    let accepted = try await listener.accept()
    #expect(accepted.address == wanted)
    let channel = try Channel(accepted.takeDescriptor())
    #expect(channel.write([7]))
    var byte: UInt8 = 0
    #expect(recv(client, &byte, 1, 0) == 1 && byte == 7)
    channel.close()
  }

  /// A blocking socket that is connected from one loopback address to the listener on ::1 or 127.0.0.1.
  private static func connect(from source: String, to port: Int) throws -> Int32 {
    let isSix = source.contains(":")
    let number = socket(isSix ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var four = sockaddr_in()
    four.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, source, &four.sin_addr)
    var six = sockaddr_in6()
    six.sin6_family = sa_family_t(AF_INET6)
    inet_pton(AF_INET6, source, &six.sin6_addr)
    func call(_ body: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
      isSix
        ? withUnsafePointer(to: &six) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body(number, $0, 28) }
        }
        : withUnsafePointer(to: &four) { pointer in
          pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body(number, $0, 16) }
        }
    }
    try #require(call(bind) == 0)
    inet_pton(AF_INET, "127.0.0.1", &four.sin_addr)
    four.sin_port = UInt16(port).bigEndian
    six.sin6_port = UInt16(port).bigEndian
    try #require(call(Foundation.connect) == 0)
    return number
  }
}
