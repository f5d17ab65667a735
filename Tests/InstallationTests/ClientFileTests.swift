import Foundation
import Installation
import LinuxIO
import Testing

@Suite struct `A client's file on disk` {
  /// A folder that goes with the test.
  private final class Folder {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "bulkhead-client-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
      // A folder left behind in the temporary folder is no failure of the product.
      try? FileManager.default.removeItem(atPath: path)
    }

    func write(_ text: String, _ name: String = "mcp.json", mode: Int = 0o644) throws -> String {
      let file = "\(path)/\(name)"
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
      return file
    }
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @discardableResult
  private func install(_ path: String, _ arguments: [String] = ["serve"]) throws -> String? {
    let file = try ClientFile(path)
    let entry = ServerEntry(command: "/opt/bulkhead", arguments: arguments)
    return try file.write(try EntryEdit.putting(entry, into: file.bytes, of: .cursor))?.copyPath
  }

  @Test(arguments: [0o600, 0o640, 0o644, 0o664])
  func `keeps its mode, and what was there before beside it`(mode: Int) throws {
    let folder = try Folder()
    let path = try folder.write("{ }", mode: mode)
    let backup = try #require(try install(path))
    #expect(backup == path + ".before-bulkhead")
    #expect(try text(backup) == "{ }")
    #expect(try text(path).contains("/opt/bulkhead"))
    #expect(try self.mode(path) == mode && self.mode(backup) == mode)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
  }

  @Test func `keeps every copy: that of before us, and a file that had its name already`() throws {
    let folder = try Folder()
    let path = try folder.write("{ }")
    let theirs = try folder.write("theirs", "mcp.json.before-bulkhead.2")
    var copies: [String?] = []
    for arguments in [["serve", "--paper"], ["serve", "--testnet"], ["serve"]] {
      copies.append(try install(path, arguments))
    }
    #expect(copies == ["", ".3", ".4"].map { "\(path).before-bulkhead\($0)" })
    #expect(try text("\(path).before-bulkhead") == "{ }" && text(theirs) == "theirs")
    #expect(try text("\(path).before-bulkhead.3").contains("--paper"))
    #expect(try text("\(path).before-bulkhead.4").contains("--testnet"))
  }

  @Test func `is not written when it has as many copies as there may be`() throws {
    let folder = try Folder()
    let path = try folder.write("{ }")
    for number in 1...99 {
      _ = try folder.write("old", "mcp.json.before-bulkhead" + (number == 1 ? "" : ".\(number)"))
    }
    #expect(throws: ClientFileFailure(path: path, reason: .file(.tooManyCopies(countMax: 99)))) {
      try install(path)
    }
    #expect(try text(path) == "{ }")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 100)
  }

  @Test func `keeps its group`() throws {
    guard geteuid() == 0 else { return print("not checked here: only root gives files away") }
    let folder = try Folder()
    let path = try folder.write("{ }", mode: 0o640)
    #expect(chown(path, 0, 65534) == 0)
    let backup = try #require(try install(path))
    for file in [path, backup] {
      #expect(try FileManager.default.attributesOfItem(atPath: file)[.groupOwnerAccountID] as? Int == 65534)
      #expect(try mode(file) == 0o640)
    }
  }

  @Test(arguments: [0o444, 0o400, 0o044]) func `is left as it is when it is read-only`(mode: Int) throws {
    let folder = try Folder()
    let path = try folder.write("{ }", mode: mode)
    // Root reads what its own mode keeps from it; nobody else gets so far.
    if mode == 0o044, geteuid() != 0 { return }
    let failure = ClientFileFailure(path: path, reason: .file(.readOnly(mode: UInt32(mode))))
    #expect(throws: failure) { try ClientFile(path).checkWritable() }
    #expect(throws: failure) { try install(path) }
    #expect(failure.suggestion.contains("chmod u+w"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mcp.json"])
  }

  @Test(arguments: [
    (0o640, 0o600), (0o644, 0o644), (0o664, 0o644), (0o604, 0o600), (0o660, 0o600), (0o777, 0o777),
    (0o751, 0o711), (0o400, 0o400),
  ]) func `gives nobody more when its group cannot be kept`(mode: UInt32, left: UInt32) {
    #expect(EditedFile.narrowed(mode) == left)
  }

  @Test func `stays a link, and what it leads to is changed`() throws {
    let folder = try Folder()
    let real = try folder.write("{}", "real.json")
    let link = "\(folder.path)/mcp.json"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.json")
    let file = try ClientFile(link)
    #expect(file.realPath.hasSuffix("/real.json") && file.path == link)
    try install(link)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.json")
    #expect(try text(real).contains("/opt/bulkhead"))
  }

  @Test func `is made with its folders when it is not there, for its owner alone`() throws {
    let folder = try Folder()
    let path = "\(folder.path)/a/b/mcp.json"
    #expect(try !ClientFile(path).isThere)
    #expect(try install(path) == nil)
    #expect(try mode(path) == 0o600 && mode("\(folder.path)/a") == 0o700)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/a/b") == ["mcp.json"])
  }

  @Test func `is not written when somebody else wrote it meanwhile`() throws {
    let folder = try Folder()
    let path = try folder.write("{}")
    let file = try ClientFile(path)
    let entry = ServerEntry(command: "/opt/bulkhead", arguments: ["serve"])
    let edit = try EntryEdit.putting(entry, into: file.bytes, of: .cursor)
    _ = try folder.write("{\"theirs\": 1}")
    #expect(throws: ClientFileFailure(path: path, reason: .file(.changedMeanwhile))) { try file.write(edit) }
    #expect(try text(path) == "{\"theirs\": 1}")
    let absent = try ClientFile("\(folder.path)/new.json")
    let late = try folder.write("{}", "new.json")
    #expect(throws: ClientFileFailure.self) { try absent.write(edit) }
    #expect(try text(late) == "{}")
  }

  @Test func `is refused when it is a folder, a pipe, a dangling link or too long`() throws {
    let folder = try Folder()
    func reason(_ path: String) -> ClientFileFailure.Reason? {
      do {
        _ = try ClientFile(path)
        return nil
      } catch {
        return error.reason
      }
    }
    #expect(reason(folder.path) == .file(.notAFile))
    let pipe = "\(folder.path)/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(reason(pipe) == .file(.notAFile))
    #expect(reason("/dev/null") == .file(.notAFile))
    let link = "\(folder.path)/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    #expect(reason(link) == .file(.danglingLink))
    let circle = "\(folder.path)/circle"
    try FileManager.default.createSymbolicLink(atPath: circle, withDestinationPath: "circle")
    if case .file(.system)? = reason(circle) {} else { Issue.record("a circle of links was read") }
    let large = try folder.write(String(repeating: " ", count: 10 << 20), "large.json")
    #expect(reason(large) == .file(.tooLong(byteCountMax: 8 << 20)))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 4)
  }
}
