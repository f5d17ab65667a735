import Foundation

/// The memory of a process, as /proc has it.
enum ProcessMemory {
  /// What is resident, in KiB; nil when there is no such process.
  static func residentKibibytes(of pid: Int32) -> Int? {
    // Absence of the process is the answer.
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
    else { return nil }
    return line.split(separator: " ").compactMap { Int($0) }.first
  }
}
