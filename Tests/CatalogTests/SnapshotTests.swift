import Catalog
import Foundation
import Testing
import Values

/// What clients see of each tool, byte for byte. Set `BULKHEAD_WRITE_SNAPSHOTS=1` to write the files anew,
/// then read the difference before committing it.
@Suite struct `Snapshots of tool schemas` {
  private static let isWriting = ProcessInfo.processInfo.environment["BULKHEAD_WRITE_SNAPSHOTS"] == "1"

  static func text(of tool: Tool) -> String {
    let snapshot: JSON = [
      "name": .string(tool.name), "title": .string(tool.title), "role": .string(tool.role.name),
      "group": .string(tool.group.rawValue), "description": .string(tool.description),
      "inputSchema": tool.inputSchema, "outputSchema": tool.outputSchema, "annotations": tool.annotations,
    ]
    return snapshot.pretty() + "\n"
  }

  @Test(arguments: Catalog.tools.map(\.name))
  func `what clients see of a tool is what was agreed`(name: String) throws {
    let tool = try #require(Catalog.tool(named: name))
    let file = CatalogFolder.snapshots.appendingPathComponent("\(name).json")
    let text = Self.text(of: tool)
    if Self.isWriting { try Data(text.utf8).write(to: file) }
    let stored = try Data(contentsOf: file)
    #expect(stored == Data(text.utf8), "\(name) changed; BULKHEAD_WRITE_SNAPSHOTS=1 writes its snapshot anew")
  }

  @Test(.disabled(if: isWriting)) func `every snapshot belongs to a tool`() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: CatalogFolder.snapshots.path)
    #expect(Set(names) == Set(Catalog.tools.map { "\($0.name).json" }))
  }
}
