import Foundation

/// Where the tests find what lies beside them.
public enum Repository {
  /// The package's root folder.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A recorded or official file that may lie beside the repository (`../shared/reference`), which a clone
  /// does not contain.
  ///
  /// - Returns: nil when it is not there; the caller says so instead of passing silently.
  public static func reference(_ path: String) -> URL? {
    let url = root.deletingLastPathComponent().appendingPathComponent("shared/reference/\(path)")
    if FileManager.default.fileExists(atPath: url.path) { return url }
    print("not checked here: the reference file \(path) is not beside the repository")
    return nil
  }
}
