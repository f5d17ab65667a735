import Foundation
import TestSupport
import Testing

@testable import LinuxIO

/// Folders and files that only their owner can open.
@Suite struct `Private folders` {
  /// A place that is gone when the test is over.
  private final class Place {
    let path: String

    init() throws {
      path =
        FileManager.default.temporaryDirectory.appending(path: "bulkhead-private-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
      // What is left in the temporary folder is no failure of the product.
      try? FileManager.default.removeItem(atPath: path)
    }

    func mode(_ name: String) throws -> Int {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
      return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    func setMode(_ mode: Int, _ name: String) throws {
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: "\(path)/\(name)")
    }
  }

  @Test func `are made closed, and their files too`() throws {
    let place = try Place()
    let folder = try PrivateFolder("\(place.path)/keys")
    try folder.create("a", Array("secret".utf8).span)
    try folder.replace("b", Array("first".utf8).span)
    try folder.replace("b", Array("second".utf8).span)
    #expect(try place.mode("keys") == 0o700)
    #expect(try place.mode("keys/a") == 0o600 && place.mode("keys/b") == 0o600)
    #expect(try folder.read("a", byteCountMax: 100) == Array("secret".utf8))
    #expect(try folder.read("b", byteCountMax: 6) == Array("second".utf8))
    #expect(folder.contains("a") && !folder.contains("c"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 2)
    #expect(throws: PrivateFailure.self) { try folder.create("a", Array("other".utf8).span) }
    #expect(try folder.read("a", byteCountMax: 100) == Array("secret".utf8))
  }

  @Test func `with rights for others are refused`() throws {
    let place = try Place()
    let folder = try PrivateFolder("\(place.path)/keys")
    try folder.create("a", [1].span)
    for mode in [0o640, 0o604, 0o620, 0o601] {
      try place.setMode(mode, "keys/a")
      #expect(throws: PrivateFailure.openToOthers(mode: mode)) { try folder.read("a", byteCountMax: 9) }
    }
    for mode in [0o710, 0o701, 0o750, 0o777] {
      try place.setMode(mode, "keys")
      #expect(throws: PrivateFailure.openToOthers(mode: mode)) { try PrivateFolder("\(place.path)/keys") }
    }
    try place.setMode(0o700, "keys")
  }

  @Test func `are no links, and what is read from them is no link and no device`() throws {
    let place = try Place()
    let folder = try PrivateFolder("\(place.path)/keys")
    try FileManager.default.createSymbolicLink(
      atPath: "\(place.path)/link", withDestinationPath: folder.path)
    #expect(throws: PrivateFailure.wrongKind) { try PrivateFolder("\(place.path)/link") }
    try folder.create("a", [1].span)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/b", withDestinationPath: "\(folder.path)/a")
    #expect(throws: PrivateFailure.wrongKind) { try folder.read("b", byteCountMax: 9) }
    #expect(mkfifo("\(folder.path)/c", 0o600) == 0)
    #expect(throws: PrivateFailure.wrongKind) { try folder.read("c", byteCountMax: 9) }
    try folder.create("d", [1].span)
    #expect(throws: PrivateFailure.wrongKind) { try PrivateFolder("\(folder.path)/d") }
  }

  @Test func `read no more than there is room for`() throws {
    let place = try Place()
    let folder = try PrivateFolder("\(place.path)/keys")
    try folder.create("a", [UInt8](repeating: 7, count: 10).span)
    #expect(throws: PrivateFailure.tooLong(byteCountMax: 9)) { try folder.read("a", byteCountMax: 9) }
    #expect(try folder.read("a", byteCountMax: 10).count == 10)
    #expect(throws: PrivateFailure.self) { try folder.read("b", byteCountMax: 10) }
  }

  @Test func `of a moment are gone when they are empty`() throws {
    let folder = try PrivateFolder.temporary(prefix: "bulkhead-private-")
    try folder.create("a", [1].span)
    folder.removeFolder()
    #expect(FileManager.default.fileExists(atPath: folder.path), "not while something is in it")
    folder.remove("a")
    folder.remove("a")
    folder.removeFolder()
    #expect(!FileManager.default.fileExists(atPath: folder.path))
  }

  @Test func `a failure says what to do, and nothing of the content`() {
    #expect(PrivateFailure.openToOthers(mode: 0o644).description.contains("644"))
    #expect(PrivateFailure.tooLong(byteCountMax: 5).description.contains("5"))
  }
}
