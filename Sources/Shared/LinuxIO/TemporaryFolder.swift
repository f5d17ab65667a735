internal import CLinux
internal import Glibc

/// A private folder that is in use as long as this value, and removed when asked to.
///
/// In use means locked (flock(2)): the lock goes with the process, however that ends.
public final class TemporaryFolder: Sendable {
  /// Its name in the folder around it.
  public let name: String
  /// The folder.
  public let folder: PrivateFolder
  private let parent: PrivateFolder

  /// Makes the folder, or takes over one that nobody uses.
  ///
  /// - Returns: nil when somebody else uses it.
  init?(_ name: String, in parent: PrivateFolder) throws(PrivateFailure) {
    let folder = try parent.subfolder(name)
    guard bulkhead_lock(folder.descriptor.number) == 0 else { return nil }
    // Whoever had it may have removed it between the two steps: then there is no folder of that name.
    var status = stat()
    guard unsafe fstat(folder.descriptor.number, &status) == 0, status.st_nlink > 0 else { return nil }
    self.name = name
    self.folder = folder
    self.parent = parent
  }

  /// Removes it with everything in it.
  public func remove() {
    parent.removeTree(name)
  }
}
