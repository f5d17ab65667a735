import Foundation

/// A folder of a test's own, gone when the test is over.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "bulkhead-keys-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    // What stays in the temporary folder is no failure of what is tested.
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Writes a file with a mode and says where.
  func write(_ text: String, as name: String = "key", mode: Int = 0o600) throws -> String {
    let file = "\(path)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    chmod(file, mode_t(mode))
    return file
  }
}
