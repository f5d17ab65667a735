/// Which file it is, whatever its name: two names of one file have one identity, and a file that was put into
/// another's place has its own.
public struct FileIdentity: Sendable, Equatable {
  /// The file system.
  public let device: UInt64
  /// The number of the file in it.
  public let inode: UInt64

  /// An identity from its parts.
  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}
