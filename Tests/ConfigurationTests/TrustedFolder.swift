import Foundation

/// A folder that tests take for trustworthy, with everything above it, and that is gone when they are over.
final class TrustedFolder {
  let path = FileManager.default.temporaryDirectory.path + "/bulkhead-trust-\(UUID().uuidString)"

  init() throws { try makeFolder("") }

  deinit {
    // A folder left behind in the temporary folder is no failure of the product.
    try? FileManager.default.removeItem(atPath: path)
  }

  func path(_ name: String) -> String { "\(path)/\(name)" }

  func makeFolder(_ name: String, mode: Int = 0o700) throws {
    let made = name.isEmpty ? path : path(name)
    try FileManager.default.createDirectory(atPath: made, withIntermediateDirectories: true)
    try setMode(mode, of: name)
  }

  /// Writes a file and says where.
  @discardableResult
  func write(_ text: String, _ name: String = "bulkhead.json", mode: Int = 0o600) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
    try setMode(mode, of: name)
    return path(name)
  }

  func setMode(_ mode: Int, of name: String) throws {
    let changed = name.isEmpty ? path : path(name)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: changed)
  }

  func mode(of name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path(name), withDestinationPath: target)
  }
}
