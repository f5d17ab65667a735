import Foundation
import TestSupport

extension SourceFile {
  /// Every text file of the repository that people write; what tools make is left out.
  static let all: [SourceFile] = {
    var files: [SourceFile] = []
    for path in paths(in: "") {
      guard let data = FileManager.default.contents(atPath: Repository.root.path + "/" + path) else {
        continue
      }
      files.append(SourceFile(path: path, text: String(decoding: data, as: UTF8.self)))
    }
    return files
  }()

  /// The file at a path, if there is one.
  static func at(_ path: String) -> SourceFile? { all.first { $0.path == path } }

  private static let endings = [
    ".swift", ".c", ".h", ".modulemap", ".md", ".sh", ".py", ".awk", ".json", ".yml", ".yaml", ".txt",
  ]
  private static let scripts = ["run", "test", "bench", "LICENSE", ".ci/run"]

  private static func paths(in folder: String) -> [String] {
    let root = Repository.root.path + "/" + folder
    let entries: [String]
    do {
      entries = try FileManager.default.contentsOfDirectory(atPath: root).sorted()
    } catch {
      return []
    }
    return entries.flatMap { entry -> [String] in
      let path = folder.isEmpty ? entry : "\(folder)/\(entry)"
      var isFolder: ObjCBool = false
      let place = Repository.root.path + "/" + path
      guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) else { return [] }
      if isFolder.boolValue {
        let isSkipped = (entry.hasPrefix(".") && entry != ".ci") || entry == "__pycache__"
        return isSkipped ? [] : paths(in: path)
      }
      let isText = endings.contains { entry.hasSuffix($0) } || scripts.contains(path) || entry == "run"
      return isText && !entry.contains(".generated.") ? [path] : []
    }
  }
}
