import Catalog
import Foundation
import TestSupport
import Testing

/// Set `BULKHEAD_WRITE_README=1` to write the table of tools anew, then read the difference before committing
/// it.
@Suite struct Documents {
  private static let isWriting = ProcessInfo.processInfo.environment["BULKHEAD_WRITE_README"] == "1"

  private func document(_ path: String) throws -> Document {
    Document(try #require(SourceFile.at(path), "\(path) is missing"))
  }

  private var all: [Document] {
    SourceFile.all.filter { $0.path.hasSuffix(".md") }.map { Document($0) }
  }

  @Test func `the table of tools is the catalogue's`() throws {
    let readme = try document("README.md")
    let table = Catalog.markdownTable()
    if Self.isWriting {
      let text = try #require(readme.replacing("tools", with: table))
      try Data(text.utf8).write(to: Repository.root.appendingPathComponent("README.md"))
      return
    }
    #expect(
      readme.section("tools") == table,
      "BULKHEAD_WRITE_README=1 swift test --filter TidyTests writes the table anew")
  }

  @Test(arguments: ["README.md", "ARCHITECTURE.md"]) func `every module's folder is named`(path: String)
    throws
  {
    let text = try document(path).text
    let folders = PackageTarget.all(in: try #require(SourceFile.at("Package.swift"))).map(\.path)
    #expect(missing(folders.filter { $0.hasPrefix("Sources/") }, in: text).isEmpty)
  }

  @Test func `the table of modules has the arrows of the package`() throws {
    let targets = PackageTarget.all(in: try #require(SourceFile.at("Package.swift")))
    let shipped = targets.filter { $0.path.hasPrefix("Sources/") }
    let rows = try document("ARCHITECTURE.md").moduleRows
    #expect(rows.count == shipped.count)
    for target in shipped {
      let row = try #require(rows.first { $0.folder == target.path + "/" }, "\(target.path) has no row")
      #expect(row.module == target.name)
      #expect(Set(row.arrows) == Set(target.dependencies), "\(target.path)")
    }
  }

  /// Folders that a text does not name as `Shared/Log/`.
  private func missing(_ folders: [String], in text: String) -> [String] {
    folders.filter { !text.contains($0.dropFirst("Sources/".count) + "/") }
  }

  @Test func `every link leads somewhere`() {
    let broken = all.flatMap { brokenLinks(of: $0, among: all) }
    #expect(broken.isEmpty, "\(broken.joined(separator: "\n"))")
  }

  private func brokenLinks(of document: Document, among documents: [Document]) -> [String] {
    let folder = document.path.split(separator: "/").dropLast().joined(separator: "/")
    return document.localLinks.compactMap { link in
      let path =
        link.target.isEmpty ? document.path : folder.isEmpty ? link.target : "\(folder)/\(link.target)"
      let file = Repository.root.appendingPathComponent(path)
      let isThere =
        documents.contains { $0.path == path } || FileManager.default.fileExists(atPath: file.path)
      guard isThere else { return "\(document.path):\(link.line): no file \(path)" }
      guard let heading = link.heading, let target = documents.first(where: { $0.path == path }) else {
        return nil
      }
      return target.headings.contains(heading)
        ? nil : "\(document.path):\(link.line): no heading \(heading) in \(path)"
    }
  }

  /// Files that documents name in backticks as a path below Sources, Tests, Bench or scripts.
  @Test func `every file that a document names exists`() {
    let named = all.flatMap { document in
      document.text.split(separator: "`").filter { word in
        ["Sources/", "Tests/", "Bench/", "scripts/"].contains { word.hasPrefix($0) }
          && !word.contains(where: { " \n*…".contains($0) })
      }
      .map { (document.path, String($0)) }
    }
    let absent = named.filter { !FileManager.default.fileExists(atPath: Repository.root.path + "/" + $0.1) }
    #expect(absent.isEmpty)
    #expect(named.count > 20)
  }

  @Test func `every Swift file that a document names by itself exists`() {
    let names = Set(SourceFile.all.map(\.name))
    let named = all.flatMap { document in
      document.text.split(separator: "`").map { String($0) }.filter {
        $0.hasSuffix(".swift") && !$0.contains("/") && !$0.contains("…") && $0 != "Type+Concern.swift"
      }
    }
    #expect(named.filter { !names.contains($0) }.isEmpty)
  }

  @Test func `every test that a document names exists`() {
    let names = Set(SourceFile.all.map(\.name)).union(
      SourceFile.all.flatMap { $0.path.split(separator: "/").map { "\($0).swift" } })
    let named = all.flatMap { document in
      document.text.split(separator: "`").map { String($0) }.filter {
        $0.hasSuffix("Tests") && $0.allSatisfy(\.isLetter)
      }
    }
    #expect(named.filter { !names.contains("\($0).swift") }.isEmpty)
    #expect(named.count > 50)
  }

  @Test func `the licence is Apache 2`() throws {
    let lines = try #require(SourceFile.at("LICENSE")).lines.map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains("Apache License"))
    #expect(lines.contains("Version 2.0, January 2004"))
  }

  @Test func `a broken link, a missing folder and a stale section are found`() {
    let document = Document(
      SourceFile(
        path: "README.md",
        text: """
          # A title, with commas
          [a](GONE.md) [b](#a-title-with-commas) [c](#gone) [d](https://example.org/x) `Shared/Log/`
          ```
          [e](ALSO-GONE.md)
          ```
          <!-- tools:begin, generated -->
          old
          <!-- tools:end -->
          | `Sources/Shared/Log/` | Log | lines | LinuxIO, Values |
          | `Sources/Shared/Values/` | Values | numbers | nothing |
          """))
    #expect(document.moduleRows.map(\.arrows) == [["LinuxIO", "Values"], []])
    #expect(
      brokenLinks(of: document, among: [document]) == [
        "README.md:2: no file GONE.md", "README.md:2: no heading gone in README.md",
      ])
    #expect(
      missing(["Sources/Shared/Log", "Sources/Shared/Wire"], in: document.text) == ["Sources/Shared/Wire"])
    #expect(document.section("tools") == "old\n")
    #expect(document.section("others") == nil)
    #expect(document.replacing("tools", with: "new\n")?.contains("-->\nnew\n<!--") == true)
  }
}
