/// What a folder says of a name in it, by one look: which file has it, and how long that file is.
public struct FolderEntry: Sendable, Equatable {
  /// Which file has the name.
  public let identity: FileIdentity
  /// Bytes in it.
  public let byteCount: Int

  /// An entry from its parts.
  public init(identity: FileIdentity, byteCount: Int) {
    self.identity = identity
    self.byteCount = byteCount
  }
}
