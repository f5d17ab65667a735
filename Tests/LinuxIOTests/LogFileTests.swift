import Foundation
import LinuxIO
import Testing

@Suite struct `Log file` {
  private final class Scratch {
    let path = FileManager.default.temporaryDirectory.appending(path: "bulkhead-log-\(UUID().uuidString)")
      .path

    deinit {
      // A folder left behind in the temporary folder is no failure of the product.
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  @Test func `folder and file are made for their owner alone`() throws {
    let scratch = Scratch()
    let file = try LogFile(folder: scratch.path, name: "a.log")
    #expect(file.byteCount == 0)
    let folder = try FileManager.default.attributesOfItem(atPath: scratch.path)
    let made = try FileManager.default.attributesOfItem(atPath: scratch.path + "/a.log")
    #expect(folder[.posixPermissions] as? Int == 0o700)
    #expect(made[.posixPermissions] as? Int == 0o600)
  }

  /// The file again. A child that another test forks at this moment holds the lock until it executes.
  private static func reopened(_ scratch: Scratch) throws -> LogFile {
    for _ in 0..<200 {
      do {
        return try LogFile(folder: scratch.path, name: "a.log")
      } catch LogFile.Failure.inUse {
        usleep(5_000)
      }
    }
    return try LogFile(folder: scratch.path, name: "a.log")
  }

  @Test func `what was appended is read again, and what was cut off is not`() throws {
    let scratch = Scratch()
    do {
      let file = try LogFile(folder: scratch.path, name: "a.log")
      try file.append(Array("first second".utf8))
      try file.cut(to: 6)
      try file.append(Array("third".utf8))
      try file.sync()
      try file.syncName()
    }
    let file = try Self.reopened(scratch)
    #expect(file.byteCount == 11)
    #expect(String(decoding: try file.read(at: 0, count: 100), as: UTF8.self) == "first third")
    #expect(String(decoding: try file.read(at: 6, count: 3), as: UTF8.self) == "thi")
    #expect(try file.read(at: 11, count: 10).isEmpty)
  }

  @Test func `a second process is refused`() throws {
    let scratch = Scratch()
    let first = try LogFile(folder: scratch.path, name: "a.log")
    #expect(throws: LogFile.Failure.inUse) { try LogFile(folder: scratch.path, name: "a.log") }
    #expect(first.byteCount == 0)
  }

  @Test func `a folder or a file that others may read is refused`() throws {
    let scratch = Scratch()
    do { _ = try LogFile(folder: scratch.path, name: "a.log") }
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: scratch.path + "/a.log")
    #expect(throws: LogFile.Failure.isOpenToOthers) { try LogFile(folder: scratch.path, name: "a.log") }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: scratch.path + "/a.log")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path)
    #expect(throws: LogFile.Failure.isOpenToOthers) { try LogFile(folder: scratch.path, name: "a.log") }
  }

  @Test func `links and things that are no files are refused`() throws {
    let scratch = Scratch()
    do { _ = try LogFile(folder: scratch.path, name: "a.log") }
    let link = Scratch()
    try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: scratch.path)
    #expect(throws: LogFile.Failure.self) { try LogFile(folder: link.path, name: "a.log") }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/b.log", withDestinationPath: scratch.path + "/a.log")
    #expect(throws: LogFile.Failure.self) { try LogFile(folder: scratch.path, name: "b.log") }
    try FileManager.default.createDirectory(
      atPath: scratch.path + "/c.log", withIntermediateDirectories: false)
    #expect(throws: LogFile.Failure.self) { try LogFile(folder: scratch.path, name: "c.log") }
  }
}
