import Foundation
import LinuxIO

@testable import Journal

/// A state folder on the disk that goes with its owner.
final class ScratchState {
  let path: String
  /// The journal's own folder.
  var journalFolder: String { path + "/testnet/123456789" }
  var setting: JournalSetting { Samples.setting(path) }

  init(below parent: String = NSTemporaryDirectory()) throws {
    var template = Array((parent + "/bulkhead-journal-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else { throw SystemFailure(call: "mkdtemp") }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  // Best effort: what is left is the system's to clean.
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes(_ name: String = "journal") throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(journalFolder)/\(name)")))
  }

  func write(_ bytes: [UInt8], _ name: String = "journal") throws {
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(journalFolder)/\(name)"))
    try handle.truncate(atOffset: 0)
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
  }
}
