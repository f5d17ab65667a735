internal import CLinux
internal import Glibc

/// A listening TCP socket on an IPv4 or IPv6 address.
@LoopActor
public final class TCPListener {
  /// The port that it listens on, also when 0 was asked for.
  public let port: Int
  private let handle: OwnedDescriptor
  private let watch: DescriptorWatch

  /// Connections that may wait to be accepted; the kernel has a bound of its own (net.core.somaxconn).
  private nonisolated static let backlogMax: Int32 = 4_096

  /// Listens.
  ///
  /// - Parameters:
  ///   - address: a literal such as 127.0.0.1 or ::1; names are not looked up.
  ///   - port: 0 lets the kernel choose.
  public convenience init(address: String, port: Int) throws(SystemFailure) {
    try self.init(adopting: try Self.socket(address: address, port: port))
  }

  /// Accepts on a socket that listens already, such as one that another process has made and handed over.
  public init(adopting listening: consuming OwnedDescriptor) throws(SystemFailure) {
    let number = listening.number
    try SystemCall.checked("fcntl(F_SETFL)") { bulkhead_set_nonblocking(number, 1) }
    port = try SocketAddress.localPort(of: number)
    watch = DescriptorWatch(number)
    let isWatched = EventLoop.shared.add(watch, events: DescriptorWatch.reading)
    precondition(isWatched, "epoll takes sockets")
    handle = consume listening
  }

  /// A socket that listens, on which nobody accepts yet: connections wait in the kernel.
  ///
  /// - Parameters:
  ///   - address: a literal such as 127.0.0.1 or ::1; names are not looked up.
  ///   - port: 0 lets the kernel choose.
  public nonisolated static func socket(
    address: String, port: Int
  ) throws(SystemFailure) -> OwnedDescriptor {
    guard var socketAddress = SocketAddress(address, port: port) else {
      throw SystemFailure(call: "inet_pton", number: EINVAL)
    }
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let family = socketAddress.family
    let listening = OwnedDescriptor(
      owning: try SystemCall.checked("socket") { Glibc.socket(family, type, 0) })
    let number = listening.number
    var on: Int32 = 1
    unsafe setsockopt(number, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
    try SystemCall.checked("bind") {
      unsafe socketAddress.withPointer { unsafe Glibc.bind(number, $0, $1) }
    }
    try SystemCall.checked("listen") { Glibc.listen(number, Self.backlogMax) }
    return listening
  }

  /// The port that a socket is bound to.
  public nonisolated static func port(of socket: borrowing OwnedDescriptor) throws(SystemFailure) -> Int {
    try SocketAddress.localPort(of: socket.number)
  }

  /// Whether a text is an address that can be listened on.
  public nonisolated static func isAddress(_ text: String) -> Bool { SocketAddress(text, port: 0) != nil }

  isolated deinit {
    EventLoop.shared.remove(watch)
  }

  /// Waits for the next connection. TCP_NODELAY is set: every message of ours is written whole.
  ///
  /// - Throws: what is passing too (no descriptors left: `isPassing`), and what is about one connection alone
  ///   (`concernsOneConnection`), so that the caller decides how long to rest.
  public func accept() async throws(SystemFailure) -> AcceptedConnection {
    let number = watch.descriptor
    var text = [UInt8](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    while true {
      let outcome = SystemCall.attempt("accept4") {
        unsafe Int(bulkhead_accept(number, &text, text.count))
      }
      if case .done(let accepted) = outcome {
        return AcceptedConnection(
          descriptor: OwnedDescriptor(owning: Int32(accepted)),
          address: String(decoding: text.prefix { $0 != 0 }, as: UTF8.self))
      }
      if case .failed(let failure) = outcome { throw failure }
      watch.noteDrained()
      await watch.readable()
    }
  }
}
