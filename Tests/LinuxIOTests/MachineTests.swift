import Foundation
import Testing

@testable import LinuxIO

@Suite struct `The machine` {
  @Test func `is looked at without being changed`() throws {
    let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    // Whatever this kernel has, the answers do not change from one look to the next.
    for _ in 0..<3 {
      #expect(Machine.hasProcessHandles && Machine.hasNoNewPrivileges)
      #expect(Machine.hasSecretMemory == Machine.hasSecretMemory)
      #expect(Machine.hasSystemCallFilter == Machine.hasSystemCallFilter)
      #expect(Machine.landlockVersion == Machine.landlockVersion && Machine.landlockVersion >= 0)
    }
    // Other tests of this process open and close files too.
    let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    #expect(abs(after - before) < 64)
  }

  @Test func `has limits and a kernel as the system's own files say`() throws {
    let limits = try String(contentsOfFile: "/proc/self/limits", encoding: .utf8)
    let line = try #require(limits.split(separator: "\n").first { $0.hasPrefix("Max open files") })
    let soft = line.dropFirst(26).split(separator: " ").first.flatMap { UInt64($0) } ?? .max
    #expect(Machine.openFileCountMax == soft)
    #expect(Machine.lockedByteCountMax > 0)
    let kernel = try String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
    #expect(Machine.kernelVersion == kernel.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  @Test func `has room below a folder that is there`() throws {
    #expect(try Machine.freeByteCount("/tmp") >= 0)
    #expect(throws: SystemFailure.self) { try Machine.freeByteCount("/nowhere/at/all") }
  }
}
