/// A connection that somebody has made to us, and from where.
public struct AcceptedConnection: ~Copyable {
  /// The peer's address as a literal, without a port. An IPv4 peer of an IPv6 listener is written as IPv4.
  public let address: String
  private let descriptor: OwnedDescriptor

  init(descriptor: consuming OwnedDescriptor, address: String) {
    self.descriptor = descriptor
    self.address = address
  }

  /// The connected socket, for the one who serves it.
  public consuming func takeDescriptor() -> OwnedDescriptor { descriptor }
}
