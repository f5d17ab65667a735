import Testing

@Suite struct `Arrows between modules` {
  private func targets() throws -> [PackageTarget] {
    PackageTarget.all(in: try #require(SourceFile.at("Package.swift")))
  }

  private func arrows() throws -> ModuleArrows { ModuleArrows(targets: try targets(), files: SourceFile.all) }

  @Test func `no module reaches what it must not`() throws {
    let violations = try arrows().violations()
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  @Test func `every import is an arrow of the package`() throws {
    let undeclared = try arrows().undeclared()
    #expect(undeclared.isEmpty, "\(undeclared.joined(separator: "\n"))")
  }

  @Test func `every arrow of the package is used`() throws {
    let unused = try arrows().unused()
    #expect(unused.isEmpty, "\(unused.joined(separator: "\n"))")
  }

  @Test func `the package has no package dependencies`() throws {
    let manifest = try #require(SourceFile.at("Package.swift"))
    #expect(manifest.lines(with: [".", "package", "("]).isEmpty)
  }

  @Test func `a forbidden arrow is found through another module and through an import`() {
    let manifest = SourceFile(
      path: "Package.swift",
      text: """
        module("Links", "Supervisor/Links", ["Carrier"]), module("Carrier", "Shared/Carrier", ["Signing"]),
        program("paper", "PaperExchange/Main", []), .target(name: "Signing", path: "Sources/Shared/Signing"),
        """)
    let file = SourceFile(path: "Sources/PaperExchange/Main/A.swift", text: "internal import Catalog")
    let arrows = ModuleArrows(targets: PackageTarget.all(in: manifest), files: [file])
    #expect(arrows.violations().contains { $0.hasPrefix("Sources/Supervisor/Links reaches Signing") })
    #expect(arrows.violations().contains { $0.hasPrefix("Sources/PaperExchange/Main reaches Catalog") })
    #expect(arrows.unused().count == 2)
  }

  @Test func `an import that is not listed is found`() {
    let manifest = SourceFile(
      path: "Package.swift", text: "module(\"A\", \"Shared/A\", []), module(\"B\", \"Shared/B\", [\"A\"])")
    let files = [
      SourceFile(path: "Sources/Shared/A/A.swift", text: "import B\nimport Glibc"),
      SourceFile(path: "Sources/Shared/B/B.swift", text: "public import A"),
    ]
    let arrows = ModuleArrows(targets: PackageTarget.all(in: manifest), files: files)
    #expect(arrows.undeclared() == ["Sources/Shared/A imports B, which Package.swift does not list for A"])
  }

  @Test func `the manifest is read as it is written`() throws {
    let manifest = SourceFile(
      path: "Package.swift",
      text: """
        func module(_ name: String) -> Target { .target(name: name, path: "Sources/\\(path)") }
        .target(name: "CLinux", path: "Sources/Shared/CLinux"),
        .target(name: "TestSupport", dependencies: ["Values", "LinuxIO"], path: "Tests/TestSupport"),
        tests("LogTests", ["Log"], exclude: ["Snapshots"]),
        """)
    #expect(
      PackageTarget.all(in: manifest) == [
        PackageTarget(name: "CLinux", path: "Sources/Shared/CLinux", dependencies: []),
        PackageTarget(name: "TestSupport", path: "Tests/TestSupport", dependencies: ["Values", "LinuxIO"]),
        PackageTarget(name: "LogTests", path: "Tests/LogTests", dependencies: ["Log", "TestSupport"]),
      ])
    #expect(try targets().contains { $0.name == "bulkhead-worker" && $0.path == "Sources/Worker/Main" })
  }
}
