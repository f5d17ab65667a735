import Foundation
import Glibc

/// A folder of a test's own, gone when the test is over.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "bulkhead-linuxio-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit {
    // What stays in the temporary folder is no failure of what is tested.
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file with a mode.
  @discardableResult
  func write(_ text: String, as name: String, mode: Int = 0o600) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    chmod(path(name), mode_t(mode))
    return path(name)
  }

  func mode(of name: String) -> Int {
    var status = stat()
    return lstat(path(name), &status) == 0 ? Int(status.st_mode & 0o777) : -1
  }
}
