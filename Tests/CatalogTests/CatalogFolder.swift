import Foundation

/// Where this test target lies, found from its own source file.
enum CatalogFolder {
  static let snapshots = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "Snapshots")
}
