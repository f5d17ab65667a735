internal import CLinux
internal import Glibc

/// A listening TCP socket on an IPv4 or IPv6 address.
@LoopActor
public final class TCPListener {
  /// The port that it listens on, also when 0 was asked for.
  public let port: Int
  private let handle: OwnedDescriptor
  private let watch: DescriptorWatch

  /// Listens.
  ///
  /// - Parameters:
  ///   - address: a literal such as 127.0.0.1 or ::1; names are not looked up.
  ///   - port: 0 lets the kernel choose.
  public init(address: String, port: Int) throws(SystemFailure) {
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
    try SystemCall.checked("listen") { Glibc.listen(number, 1024) }
    self.port = try SocketAddress.localPort(of: number)
    watch = DescriptorWatch(number)
    let isWatched = EventLoop.shared.add(watch, events: DescriptorWatch.reading)
    precondition(isWatched, "epoll takes sockets")
    handle = consume listening
  }

  isolated deinit {
    EventLoop.shared.remove(watch)
  }

  /// Waits for the next connection. TCP_NODELAY is set: every message of ours is written whole.
  ///
  /// - Throws: what is passing too (no descriptors left: `isPassing`), so that the caller decides how long to
  ///   rest.
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
