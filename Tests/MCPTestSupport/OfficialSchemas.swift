import Foundation
import MCP
import TestSupport
import Values

/// The official schema files, where they are present beside the repository.
package struct OfficialSchemas {
  private let byVersion: [ProtocolVersion: JSONSchema]

  /// `nil` when the folder is absent; says so once.
  package static let present: OfficialSchemas? = {
    guard let folder = Repository.reference("mcp") else {
      print("The official MCP schemas are absent; messages are checked by our own rules only.")
      return nil
    }
    return OfficialSchemas(folder: folder)
  }()

  private init(folder: URL) {
    var byVersion: [ProtocolVersion: JSONSchema] = [:]
    for version in ProtocolVersion.allCases {
      let file = folder.appending(path: "schema-\(version.rawValue).json")
      do {
        let document = try JSONDocument(Array(Data(contentsOf: file)), limits: .exchangeReply)
        byVersion[version] = JSONSchema(root: JSON(document.root))
      } catch {
        fatalError("The folder of schemas is there, \(file.lastPathComponent) cannot be read: \(error)")
      }
    }
    self.byVersion = byVersion
  }

  package subscript(version: ProtocolVersion) -> JSONSchema {
    guard let schema = byVersion[version] else { fatalError("read for all cases") }
    return schema
  }
}
