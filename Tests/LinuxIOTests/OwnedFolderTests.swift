import Foundation
import TestSupport
import Testing

@testable import LinuxIO

@Suite struct `Folders of this user` {
  private func scratch() throws -> String {
    let path = NSTemporaryDirectory() + "/bulkhead-owned-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: false,
      attributes: [.posixPermissions: NSNumber(value: 0o700)])
    return path
  }

  @Test func `a file is written and read at places, and cut`() throws {
    let path = try scratch()
    // Best effort: what is left is the system's to clean.
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try OwnedFolder(path, isMade: false)
    let file = try folder.file("a", .makingNew)
    #expect(try file.write(Array("hello".utf8), at: 0) == 5)
    #expect(try file.write(Array("!".utf8), at: 5) == 1)
    try file.syncContent()
    #expect(try file.read(at: 1, count: 100) == Array("ello!".utf8))
    #expect(try file.read(at: 1, count: 2) == Array("el".utf8))
    #expect(try file.read(at: 6, count: 2) == [])
    try file.cut(to: 2)
    #expect(try file.byteCount() == 2)
    #expect(throws: PrivateFailure.self) { try folder.file("a", .makingNew) }
    #expect(throws: PrivateFailure.self) { try folder.file("b", .writing) }
  }

  @Test func `identity is the file's, whatever its name`() throws {
    let path = try scratch()
    // Best effort: what is left is the system's to clean.
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try OwnedFolder(path, isMade: false)
    let identity = try folder.file("a", .making).identity
    try folder.link("a", as: "b")
    #expect(try folder.identity(of: "b") == identity)
    try folder.rename("b", to: "c")
    try folder.remove("a")
    try folder.remove("a")
    #expect(try folder.identity(of: "a") == nil)
    #expect(try folder.identity(of: "c") == identity)
    #expect(try folder.names(countMax: 10) == ["c"])
    try folder.sync()
  }

  @Test func `a lock is held by one descriptor, and waited for a bounded time`() throws {
    let path = try scratch()
    // Best effort: what is left is the system's to clean.
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try OwnedFolder(path, isMade: false)
    let (first, second) = (try folder.file("a", .making), try folder.file("a", .reading))
    #expect(try first.lock(withinMilliseconds: 0))
    #expect(try !second.lock(withinMilliseconds: 0))
    #expect(try !second.lock(withinMilliseconds: 20))
    first.unlock()
    #expect(try second.lock(withinMilliseconds: 0))
  }

  @Test func `folders are made inside, privately, and links are none`() throws {
    let path = try scratch()
    // Best effort: what is left is the system's to clean.
    defer { try? FileManager.default.removeItem(atPath: path) }
    let folder = try OwnedFolder(path, isMade: false)
    #expect(throws: PrivateFailure.self) { try folder.folder("in", isMade: false) }
    let inner = try folder.folder("in", isMade: true)
    _ = try inner.file("x", .making)
    _ = try folder.folder("in", isMade: true)
    try FileManager.default.createSymbolicLink(atPath: path + "/link", withDestinationPath: path + "/in")
    #expect(throws: PrivateFailure.wrongKind) { try folder.folder("link", isMade: true) }
    #expect(throws: PrivateFailure.wrongKind) { try folder.file("link", .reading) }
    #expect(throws: PrivateFailure.wrongKind) { try folder.file("in", .reading) }
    chmod(path + "/in", 0o755)
    #expect(throws: PrivateFailure.openToOthers(mode: 0o755)) { try folder.folder("in", isMade: false) }
  }
}

@Suite struct `CRC-32C` {
  @Test func `the check of the nine digits is the published one`() {
    // RFC 3720, B.4 has the other four.
    let vectors: [([UInt8], UInt32)] = [
      (Array("123456789".utf8), 0xE306_9283), ([UInt8](repeating: 0, count: 32), 0x8A91_36AA),
      ([UInt8](repeating: 0xFF, count: 32), 0x62A8_AB43), (Array(0..<32), 0x46DD_794E),
      (Array((0..<32).reversed()), 0x113F_DB5C), ([], 0),
    ]
    for (bytes, check) in vectors {
      #expect(CRC32C.of(bytes.span) == check)
      #expect(CRC32C.byTable(bytes.span) == check)
    }
  }

  @Test func `instruction and table agree at every length and place`() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 3) }
    for start in 0..<9 {
      for end in start..<bytes.count {
        let part = bytes.span.extracting(start..<end)
        #expect(CRC32C.of(part) == CRC32C.byTable(part))
      }
    }
  }
}
