import Foundation
import LinuxIO
import Testing

@testable import Configuration

@Suite struct `The link beside a configuration file` {
  private let folder: TrustedFolder
  private let file: String

  init() throws {
    folder = try TrustedFolder()
    file = try folder.write("{}")
  }

  private func made(_ path: String, beside file: String? = nil) throws -> String {
    try StateFolderLink.made(beside: file ?? self.file, to: path, trusting: folder.path)
  }

  private func read(beside file: String? = nil) throws -> String? {
    try StateFolderLink.folder(beside: file ?? self.file, trusting: folder.path)
  }

  private func refusal(_ body: () throws -> Void) throws -> TrustFailure {
    do {
      try body()
    } catch let failure as ConfigurationFailure {
      #expect(failure.suggestion.contains("state_folder"))
      guard case .stateFolderLink(let reason) = failure.reason else { throw failure }
      return reason
    }
    throw Unexpected()
  }

  private struct Unexpected: Error {}

  @Test func `holds everybody to the first folder`() throws {
    #expect(try read() == nil)
    #expect(try made("/one") == "/one")
    #expect(try made("/two") == "/one")
    #expect(try read() == "/one")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: file + ".state") == "/one")
  }

  @Test func `is one for every name of the file`() throws {
    try folder.makeFolder("elsewhere")
    try folder.link("elsewhere/other.json", to: "../bulkhead.json")
    #expect(try made("/one", beside: folder.path("elsewhere/other.json")) == "/one")
    #expect(try read() == "/one")
    #expect(try read(beside: folder.path("elsewhere/../bulkhead.json")) == "/one")
    #expect(!FileManager.default.fileExists(atPath: folder.path("elsewhere/other.json.state")))
  }

  @Test func `is no file, and leads to an absolute path`() throws {
    let path = file + ".state"
    try folder.link("bulkhead.json.state", to: "relative")
    #expect(try refusal { _ = try read() } == TrustFailure(path, .relative))
    #expect(try refusal { _ = try made("/one") } == TrustFailure(path, .relative))
    try FileManager.default.removeItem(atPath: path)
    try folder.write("/one", "bulkhead.json.state")
    #expect(try refusal { _ = try read() } == TrustFailure(path, .notALink))
    #expect(try refusal { _ = try made("/one") } == TrustFailure(path, .notALink))
  }

  @Test func `is not believed where others can write`() throws {
    _ = try made("/one")
    try folder.makeFolder("open", mode: 0o777)
    try folder.write("{}", "open/bulkhead.json")
    let place = folder.path("open")
    let wanted = TrustFailure(place, .writableByOthers(mode: 0o777))
    #expect(try refusal { _ = try read(beside: place + "/bulkhead.json") } == wanted)
    #expect(try refusal { _ = try made("/one", beside: place + "/bulkhead.json") } == wanted)
  }

  @Test func `that cannot be made is said`() throws {
    // A name that is too long with what is added to it: the folder refuses.
    let long = String(repeating: "x", count: 250)
    let path = try folder.write("{}", long)
    #expect(try read(beside: folder.path("bulkhead.json")) == nil)
    let failure = try refusal { _ = try made("/one", beside: path) }
    #expect(failure.place == path + ".state")
  }
}
