import Foundation

/// What /proc says about a process. Its start time tells it from a later one with the same number.
struct ProcessRecord: Hashable {
  let pid: Int32
  let parent: Int32
  let name: String
  private let startTime: String

  /// Nil when there is none, or only the entry of one that has ended and was not collected.
  init?(_ pid: Int32) {
    guard let text = Self.text("/proc/\(pid)/stat"), let open = text.firstIndex(of: "("),
      let shut = text.lastIndex(of: ")")
    else { return nil }
    let rest = text[text.index(after: shut)...].split(separator: " ")
    guard rest.count > 19, let parent = Int32(rest[1]), rest[0] != "Z", rest[0] != "X" else { return nil }
    self.pid = pid
    self.parent = parent
    name = String(text[text.index(after: open)..<shut])
    startTime = String(rest[19])
  }

  /// Whether it still runs.
  var isRunning: Bool { ProcessRecord(pid) == self }

  static func == (left: Self, right: Self) -> Bool {
    left.pid == right.pid && left.startTime == right.startTime
  }

  func hash(into hasher: inout Hasher) { hasher.combine(pid) }

  func kill() { if isRunning { Foundation.kill(pid, SIGKILL) } }

  /// All that a process has started, and theirs.
  static func descendants(of pid: Int32) -> [ProcessRecord] {
    let all = (entries("/proc") ?? []).compactMap { Int32($0) }.compactMap { ProcessRecord($0) }
    var found: [ProcessRecord] = []
    var parents: Set<Int32> = [pid]
    while true {
      let more = all.filter { parents.contains($0.parent) && !found.contains($0) }
      if more.isEmpty { return found }
      found += more
      parents.formUnion(more.map(\.pid))
    }
  }

  /// The file's text; nil when the process has ended or may not be looked at.
  func text(_ file: String) -> String? { Self.text("/proc/\(pid)/\(file)") }

  /// A line of /proc/PID/status: "NoNewPrivs", "VmHWM".
  func status(_ field: String) -> String? {
    text("status")?.split(separator: "\n").first { $0.hasPrefix("\(field):") }
      .map { $0.dropFirst(field.count + 1).trimmingCharacters(in: .whitespaces) }
  }

  /// A line of /proc/PID/status that is an amount, in KiB.
  func kibibytes(_ field: String) -> Int? { status(field)?.split(separator: " ").first.flatMap { Int($0) } }

  var threadCount: Int? { Self.entries("/proc/\(pid)/task")?.count }

  /// What each open descriptor is, as the links of /proc/PID/fd say; nil when they may not be looked at.
  var descriptors: [Int: String]? {
    guard let names = Self.entries("/proc/\(pid)/fd") else { return nil }
    var found: [Int: String] = [:]
    for number in names.compactMap({ Int($0) }) {
      let link = "/proc/\(pid)/fd/\(number)"
      // Closed between the two looks: not open, then.
      found[number] = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
    }
    return found
  }

  private static func entries(_ folder: String) -> [String]? {
    // Ended, or not ours to look at: nil says so.
    try? FileManager.default.contentsOfDirectory(atPath: folder)
  }

  private static func text(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    return String(decoding: data, as: UTF8.self)
  }
}
