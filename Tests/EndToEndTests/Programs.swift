import Foundation
import TestSupport

/// Where the built programs are.
enum Programs {
  /// The folder of the three executables: `BULKHEAD_PROGRAMS`, else the release build, else the debug build.
  static let folder: String = {
    if let named = ProcessInfo.processInfo.environment["BULKHEAD_PROGRAMS"], !named.isEmpty { return named }
    let builds = ["release", "debug"].map { Repository.root.appendingPathComponent(".build/\($0)").path }
    return builds.first { FileManager.default.isExecutableFile(atPath: "\($0)/bulkhead") } ?? builds[1]
  }()

  static var bulkhead: String { "\(folder)/bulkhead" }
  static var paper: String { "\(folder)/bulkhead-paper" }
  static let names = ["bulkhead", "bulkhead-worker", "bulkhead-paper"]

  /// Copies the executables to a new folder that every user can read.
  static func copied() throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    for name in names {
      let target = scratch.path(name)
      try FileManager.default.copyItem(atPath: "\(folder)/\(name)", toPath: target)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: target)
    }
    return scratch
  }
}
