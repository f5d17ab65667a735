package import LinuxIO

/// The folder of a journal, as the journal uses it.
///
/// A protocol, so that each of these calls can fail in a test.
package protocol JournalFolder: AnyObject {
  /// Opens a file.
  func open(_ name: String, _ opening: OwnedFolder.Opening) throws(PrivateFailure) -> any JournalFile
  /// Which file has that name now.
  func identity(of name: String) throws(PrivateFailure) -> FileIdentity?
  /// Which file has that name now, and how long it is.
  func entry(_ name: String) throws(PrivateFailure) -> FolderEntry?
  /// Gives a file a second name.
  func link(_ name: String, as second: String) throws(PrivateFailure)
  /// Gives a file the name of another, which it replaces.
  func rename(_ name: String, to next: String) throws(PrivateFailure)
  /// Removes a name, if it is there.
  func remove(_ name: String) throws(PrivateFailure)
  /// Waits until the disk has the names.
  func sync() throws(PrivateFailure)
  /// Some of the names in it.
  func names(countMax: Int) throws(PrivateFailure) -> [String]
}

extension OwnedFolder: JournalFolder {
  /// Opens a file.
  package func open(_ name: String, _ opening: Opening) throws(PrivateFailure) -> any JournalFile {
    try file(name, opening)
  }
}
