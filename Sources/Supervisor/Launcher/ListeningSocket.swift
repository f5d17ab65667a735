internal import LinuxIO

/// A socket that clients connect to, kept while gateways come and go.
final class ListeningSocket {
  /// The port, also when 0 was asked for.
  let port: Int
  private let descriptor: OwnedDescriptor

  /// Begins to listen.
  init(address: String, port: Int) throws(SystemFailure) {
    let socket = try TCPListener.socket(address: address, port: port)
    self.port = try TCPListener.port(of: socket)
    descriptor = consume socket
  }

  /// The descriptor's number, for a child that gets the same socket.
  var number: Int32 { descriptor.number }
}
