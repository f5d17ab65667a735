import Foundation
import LinuxIO
import Testing

@testable import Configuration

@Suite struct `A configuration file` {
  /// Why a file in a scratch folder is refused; `nil` when it is read.
  private func refusal(_ folder: TrustedFolder, _ name: String = "bulkhead.json") throws -> TrustFailure? {
    do throws(ConfigurationFailure) {
      _ = try ConfigurationFile.read(path: folder.path(name), trusting: folder.path)
      return nil
    } catch {
      guard case .untrusted(let failure) = error.reason else { throw error }
      #expect(!error.description.isEmpty && !error.suggestion.isEmpty)
      return failure
    }
  }

  @Test(arguments: [0o600, 0o644, 0o400, 0o640]) func `is read when only its owner can write it`(
    mode: Int
  ) throws {
    let folder = try TrustedFolder()
    try folder.write(#"{"trading":{"enabled":true}}"#, mode: mode)
    #expect(try refusal(folder) == nil)
    let contents = try ConfigurationFile.read(path: folder.path("bulkhead.json"), trusting: folder.path)
    #expect(contents.configuration.trading.isEnabled)
    #expect(contents.givenKeys == ["trading.enabled"])
  }

  @Test(arguments: [0o620, 0o602, 0o666, 0o777]) func `is refused when others can write it`(mode: Int) throws
  {
    let folder = try TrustedFolder()
    let path = try folder.write("{}", mode: mode)
    #expect(try refusal(folder) == TrustFailure(path, .writableByOthers(mode: mode)))
  }

  @Test(arguments: [0o770, 0o707, 0o777, 0o1777, 0o1770])
  func `is refused below a folder that others can write`(
    mode: Int
  ) throws {
    let folder = try TrustedFolder()
    try folder.makeFolder("a")
    try folder.makeFolder("a/b")
    try folder.write("{}", "a/b/bulkhead.json")
    #expect(try refusal(folder, "a/b/bulkhead.json") == nil)
    for name in ["a", "a/b"] {
      try folder.setMode(mode, of: name)
      let wanted = TrustFailure(folder.path(name), .writableByOthers(mode: mode))
      #expect(try refusal(folder, "a/b/bulkhead.json") == wanted)
      try folder.setMode(0o755, of: name)
    }
    #expect(try refusal(folder, "a/b/bulkhead.json") == nil)
  }

  @Test func `is refused in the temporary folder, sticky or not`() throws {
    let path = "/tmp/bulkhead-\(UUID().uuidString).json"
    try Data("{}".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    // A file left behind in the temporary folder is no failure of the product.
    defer { try? FileManager.default.removeItem(atPath: path) }
    let mode = try #require(
      FileManager.default.attributesOfItem(atPath: "/tmp")[.posixPermissions] as? Int)
    try #require(mode & 0o022 != 0)
    #expect(
      throws: ConfigurationFailure(
        path: path, reason: .untrusted(TrustFailure("/tmp", .writableByOthers(mode: mode))))
    ) { try ConfigurationFile.load(path: path) }
  }

  @Test func `may be behind links of its owner`() throws {
    let folder = try TrustedFolder()
    try folder.makeFolder("real")
    try folder.write("{}", "real/file.json")
    try folder.link("bulkhead.json", to: "real/file.json")
    try folder.link("folder", to: "real")
    try folder.link("up", to: "real/../real/./file.json")
    #expect(try refusal(folder) == nil)
    #expect(try refusal(folder, "folder/file.json") == nil)
    #expect(try refusal(folder, "up") == nil)
    try folder.setMode(0o777, of: "real")
    #expect(try refusal(folder) == TrustFailure(folder.path("real"), .writableByOthers(mode: 0o777)))
    try folder.setMode(0o700, of: "real")
    try folder.setMode(0o622, of: "real/file.json")
    #expect(try refusal(folder)?.reason == .writableByOthers(mode: 0o622))
  }

  @Test func `is not found through links that lead in a circle or nowhere`() throws {
    let folder = try TrustedFolder()
    try folder.link("a", to: "b")
    try folder.link("b", to: "a")
    #expect(try refusal(folder, "a")?.reason == .tooManyLinks)
    try folder.link("bulkhead.json", to: "nothing")
    #expect(try refusal(folder)?.isAbsence == true)
    #expect(try refusal(folder, "missing/bulkhead.json")?.isAbsence == true)
    #expect(try refusal(folder, "missing/bulkhead.json")?.place == folder.path("missing"))
  }

  @Test(.enabled(if: CurrentProcess.isRoot, "only root can give files away"))
  func `is refused when it, a folder or a link is somebody else's`() throws {
    let folder = try TrustedFolder()
    try folder.makeFolder("a")
    let path = try folder.write("{}", "a/bulkhead.json")
    #expect(chown(path, 65_534, 65_534) == 0)
    #expect(try refusal(folder, "a/bulkhead.json") == TrustFailure(path, .foreignOwner(user: 65_534)))
    #expect(chown(path, 0, 0) == 0)
    #expect(chown(folder.path("a"), 65_534, 65_534) == 0)
    #expect(try refusal(folder, "a/bulkhead.json")?.place == folder.path("a"))
    #expect(chown(folder.path("a"), 0, 0) == 0)
    try folder.link("link", to: "a/bulkhead.json")
    #expect(try refusal(folder, "link") == nil)
    #expect(lchown(folder.path("link"), 65_534, 65_534) == 0)
    #expect(try refusal(folder, "link") == TrustFailure(folder.path("link"), .foreignOwner(user: 65_534)))
  }

  @Test func `is a regular file, and nothing else makes anybody wait`() throws {
    let folder = try TrustedFolder()
    #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
    #expect(try refusal(folder, "pipe") == TrustFailure(folder.path("pipe"), .notAFile))
    try folder.makeFolder("folder")
    #expect(try refusal(folder, "folder")?.reason == .notAFile)
    try folder.write("{}", "file")
    #expect(try refusal(folder, "file/bulkhead.json") == TrustFailure(folder.path("file"), .notAFolder))
    try folder.link("device", to: "/dev/zero")
    #expect(try refusal(folder, "device") != nil)
    #expect(try refusal(folder, "..") != nil)
  }

  @Test func `has at most a mebibyte`() throws {
    let folder = try TrustedFolder()
    let most = ConfigurationFile.byteCountMax
    try folder.write("{}" + String(repeating: " ", count: most - 2))
    #expect(try refusal(folder) == nil)
    try folder.write("{}" + String(repeating: " ", count: most - 1))
    #expect(try refusal(folder)?.reason == .tooLong(byteCountMax: most))
  }

  @Test(arguments: ["bulkhead.json", "./bulkhead.json", "", "a/\0b"]) func `has a whole path`(path: String) {
    #expect(throws: ConfigurationFailure(path: path, reason: .untrusted(TrustFailure(path, .relative)))) {
      try ConfigurationFile.load(path: path)
    }
  }

  @Test func `is replaced whole, in a folder of its owner's alone`() throws {
    let folder = try TrustedFolder()
    let path = folder.path("a/b/bulkhead.json")
    #expect(try TrustedFile.replace(path, Array("{}".utf8), trusting: folder.path) == path)
    #expect(try folder.mode(of: "a") == 0o700)
    #expect(try folder.mode(of: "a/b") == 0o700)
    #expect(try folder.mode(of: "a/b/bulkhead.json") == 0o600)
    try folder.setMode(0o644, of: "a/b/bulkhead.json")
    try TrustedFile.replace(path, Array("{ }".utf8), trusting: folder.path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "{ }")
    #expect(try folder.mode(of: "a/b/bulkhead.json") == 0o600)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("a/b")) == ["bulkhead.json"])
    try folder.link("link.json", to: "a/b/bulkhead.json")
    #expect(
      try TrustedFile.replace(folder.path("link.json"), Array("[]".utf8), trusting: folder.path) == path)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "[]")
    try folder.setMode(0o777, of: "a")
    #expect(throws: TrustFailure(folder.path("a"), .writableByOthers(mode: 0o777))) {
      try TrustedFile.replace(path, [], trusting: folder.path)
    }
  }
}
