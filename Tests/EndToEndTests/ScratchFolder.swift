import Foundation

/// A folder that is gone when the test is over.
final class ScratchFolder {
  private let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("bulkhead-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
  }

  deinit {
    // A folder left behind in the temporary folder is no failure of the product.
    try? FileManager.default.removeItem(at: url)
  }

  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  /// Writes a file and says where.
  func write(_ data: Data, as name: String) throws -> String {
    try data.write(to: url.appendingPathComponent(name))
    return path(name)
  }
}
