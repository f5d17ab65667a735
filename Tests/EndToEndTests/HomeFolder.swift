import Foundation

/// A folder of a test's own below the home folder, gone when the test is over: a configuration file is read
/// only where nobody else can write, and the temporary folder is everybody's.
final class HomeFolder {
  let path: String

  init() throws {
    path = NSHomeDirectory() + "/.bulkhead-test-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    // A folder left behind is no failure of the product.
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file that nobody else has rights on, and says where.
  @discardableResult
  func write(_ text: String, as name: String, mode: Int = 0o600) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
    return path(name)
  }

  /// The names of all files below a folder of it, by their paths in it.
  func files(below name: String) -> [String] {
    (FileManager.default.enumerator(atPath: path(name))?.allObjects ?? []).compactMap { $0 as? String }
  }
}
