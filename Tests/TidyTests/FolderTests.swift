import Testing

@Suite struct `Folders and targets` {
  private func targets() throws -> [PackageTarget] {
    PackageTarget.all(in: try #require(SourceFile.at("Package.swift")))
  }

  /// File names that stand more than once below one of these folders.
  private func doubles(_ paths: [String], in folders: [String]) -> [String] {
    folders.flatMap { folder in
      let names = paths.filter { $0.hasPrefix(folder + "/") }.map { path in
        path.split(separator: "/").last.map { String($0) } ?? path
      }
      return Set(names).filter { name in names.count { $0 == name } > 1 }.sorted().map { "\(folder): \($0)" }
    }
  }

  /// Files that lie in no target or in two, and targets inside another's folder.
  private func strays(_ paths: [String], in folders: [String]) -> [String] {
    paths.filter { path in folders.count { path.hasPrefix($0 + "/") } != 1 }
  }

  private var sources: [String] {
    SourceFile.all.map(\.path).filter { $0.hasPrefix("Sources/") && $0.hasSuffix(".swift") }
  }

  @Test func `no target has two files of one name`() throws {
    #expect(doubles(SourceFile.all.filter(\.isSwift).map(\.path), in: try targets().map(\.path)).isEmpty)
  }

  @Test func `every source file lies in exactly one target`() throws {
    #expect(strays(sources, in: try targets().map(\.path)).isEmpty)
  }

  @Test func `every module that ships has tests`() throws {
    let tested = Set(try targets().filter { $0.path.hasPrefix("Tests/") }.flatMap(\.dependencies))
    let modules = try targets().filter { $0.path.hasPrefix("Sources/") && !$0.path.hasSuffix("/Main") }
    // The C side of LinuxIO and the module maps of libraries are tested through the modules that use them.
    let missing = modules.map(\.name).filter {
      !tested.contains($0) && !["CCurl", "CCrypto", "CLinux", "CVerification"].contains($0)
    }
    #expect(missing.isEmpty)
  }

  @Test func `doubles and strays are found`() {
    let paths = ["Sources/A/B.swift", "Sources/A/C/B.swift", "Sources/D/B.swift"]
    #expect(doubles(paths, in: ["Sources/A", "Sources/D"]) == ["Sources/A: B.swift"])
    #expect(strays(paths, in: ["Sources/A", "Sources/A/C"]) == ["Sources/A/C/B.swift", "Sources/D/B.swift"])
  }
}
