import Foundation
import Testing

@testable import Configuration

@Suite struct `The place of the configuration` {
  private func find(
    _ environment: [String: String], flag: String? = nil, workingFolder: String? = nil
  ) -> ConfigurationFile.Place {
    ConfigurationFile.find(environment: { environment[$0] }, flag: flag, workingFolder: workingFolder)
  }

  @Test func `is below XDG_CONFIG_HOME, else below the home folder`() throws {
    let folder = try TrustedFolder()
    try folder.makeFolder("xdg/bulkhead")
    try folder.makeFolder(".config/bulkhead")
    let environment = ["XDG_CONFIG_HOME": folder.path("xdg"), "HOME": folder.path]
    #expect(find(environment).path == nil)
    #expect(find(environment).usualPath == folder.path("xdg/bulkhead/bulkhead.json"))
    let atHome = try folder.write("{}", ".config/bulkhead/bulkhead.json")
    #expect(find(environment).path == nil)
    #expect(find(["HOME": folder.path]).path == atHome)
    let own = try folder.write("{}", "xdg/bulkhead/bulkhead.json")
    #expect(find(environment).path == own)
    #expect(find(["XDG_CONFIG_HOME": "relative", "HOME": folder.path]).path == atHome)
    #expect(find(["XDG_CONFIG_HOME": "", "HOME": folder.path]).path == atHome)
    #expect(find([:]) == ConfigurationFile.Place())
  }

  @Test func `is what the flag names, there or not`() throws {
    let folder = try TrustedFolder()
    try folder.makeFolder(".config/bulkhead")
    try folder.write("{}", ".config/bulkhead/bulkhead.json")
    #expect(find(["HOME": folder.path], flag: "/nowhere/x.json").path == "/nowhere/x.json")
  }

  @Test func `is found through a link that leads nowhere too, which is then refused`() throws {
    let folder = try TrustedFolder()
    try folder.makeFolder(".config/bulkhead")
    try folder.link(".config/bulkhead/bulkhead.json", to: "gone")
    let path = try #require(find(["HOME": folder.path]).path)
    let failure = #expect(throws: ConfigurationFailure.self) {
      try ConfigurationFile.read(path: path, trusting: folder.path)
    }
    #expect(failure?.isAbsence == true)
  }

  @Test func `in the working directory is not used, however it is named`() throws {
    let folder = try TrustedFolder()
    try folder.makeFolder("project/deep")
    try folder.makeFolder("elsewhere")
    try folder.makeFolder(".config/bulkhead")
    let project = folder.path("project")
    func isInside(
      _ path: String, workingFolder: String? = nil, usual: String? = nil, home: String? = folder.path
    ) -> Bool {
      ConfigurationFile.isInWorkingFolder(
        path, usualPath: usual, workingFolder: workingFolder ?? project, homeFolder: home)
    }
    for name in ["x.json", "deep/x.json", "../project/x.json", "deep/../x.json", ".//x.json"] {
      #expect(isInside("\(project)/\(name)"), "\(name)")
    }
    #expect(!isInside(folder.path("elsewhere/x.json")) && !isInside(folder.path("project.json")))
    #expect(!isInside("\(project)/x.json", workingFolder: "/"), "where everything is below")
    let usual = folder.path(".config/bulkhead/bulkhead.json")
    let work = folder.path(".config/bulkhead/work.json")
    #expect(!isInside(work, workingFolder: folder.path, usual: usual), "the usual folder is the operator's")
    #expect(isInside(folder.path("elsewhere/x.json"), workingFolder: folder.path, usual: usual))
    // Not even as the usual file of a home that whoever started the program made up.
    try folder.makeFolder("project/.config/bulkhead")
    let moved = "\(project)/.config/bulkhead/bulkhead.json"
    #expect(isInside(moved, usual: moved))
    #expect(!isInside(moved, usual: moved, home: project) && !isInside(moved, usual: moved, home: nil))
    #expect(!isInside(moved, usual: moved, home: "/nowhere/at/all"))
    #expect(!isInside(usual, usual: usual))
    #expect(!isInside(moved, usual: moved, home: "/"), "a user without a home of his own")
    // What lies there by a link, itself or the folder that it is in.
    try folder.write("{}", "project/real.json")
    try folder.link("elsewhere/file.json", to: "../project/real.json")
    try folder.link("linked", to: "project")
    #expect(isInside(folder.path("elsewhere/file.json")) && isInside(folder.path("linked/real.json")))
    #expect(isInside(folder.path("elsewhere/file.json"), usual: folder.path("elsewhere/file.json")))
  }

  @Test func `is never the working directory, and a file there is warned of`() throws {
    let folder = try TrustedFolder()
    try folder.makeFolder("project")
    try folder.write(#"{"trading":{"enabled":true}}"#, "project/bulkhead.json")
    let place = find(["HOME": folder.path], workingFolder: folder.path("project"))
    #expect(place.path == nil)
    let warning = try #require(place.warnings.first)
    #expect(warning.contains("is not read") && warning.contains("--config"))
    #expect(warning.contains(folder.path(".config/bulkhead/bulkhead.json")))
    #expect(find(["HOME": folder.path], workingFolder: folder.path).warnings.isEmpty)
    let other = find([:], flag: "/nowhere/x.json", workingFolder: folder.path("project"))
    #expect(other.path == "/nowhere/x.json" && other.warnings.count == 1)
    // Who stands in the folder of the real one is not told that it is not read.
    let itself = find(
      [:], flag: folder.path("project/bulkhead.json"), workingFolder: folder.path("project"))
    #expect(itself.warnings.isEmpty)
  }
}
