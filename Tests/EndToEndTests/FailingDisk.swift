import Foundation

/// A disk on which fsync and fdatasync fail whenever a test says so, under the programs as they ship.
final class FailingDisk {
  private let scratch: ScratchFolder
  private var control: String { scratch.path("control") }

  /// Where servers are to be started from.
  var programs: String { scratch.path("") }

  /// - Returns: nil where the kernel lets nobody decide over system calls, or the tool is not built; says so.
  init?(program: String = Programs.bulkhead) throws {
    scratch = try ScratchFolder()
    let tool = "\(Programs.debugFolder)/failing-disk"
    // A tool that cannot be started is one that is missing.
    let tried = try? ProgramUnderTest(tool, [scratch.path("control"), "/bin/true"])
    guard let tried, try tried.waitForExit() == 0 else {
      print("not checked here: a failing disk, \(tried?.errorText ?? "since \(tool) is not built")")
      return nil
    }
    let script = scratch.path("bulkhead")
    let words = [tool, control, program].map { "'\($0)'" }.joined(separator: " ")
    try Data("#!/bin/sh\nexec \(words) \"$@\"\n".utf8).write(to: URL(fileURLWithPath: script))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
  }

  /// Lets every call fail after so many that go through.
  func fail(after count: Int = 0) throws {
    try Data("\(count)\n".utf8).write(to: URL(fileURLWithPath: control), options: .atomic)
  }

  /// True when a call has failed since then.
  var hasFailed: Bool {
    // No file is a disk that works.
    (try? String(contentsOfFile: control, encoding: .utf8))?.hasPrefix("0 ") == true
  }

  func mend() throws { try FileManager.default.removeItem(atPath: control) }
}
