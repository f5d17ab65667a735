import Foundation
import Testing

extension `End to end` {
  @Suite struct `The paper exchange in the background` {
    /// Started by a script: where its ready line goes, and which process it is.
    private static let script = """
      cd "$1" || exit
      "$0" --ignore-stdin >bound 2>&1 </dev/null &
      echo $!
      nohup "$0" --ignore-stdin --ignore-parent >free 2>&1 </dev/null &
      echo $!
      read line
      """

    @Test func `it ends with the script that started it, and goes on where that is asked for`() throws {
      let scratch = try ScratchFolder()
      let shell = try ProgramUnderTest("/bin/sh", ["-c", Self.script, Programs.paper, scratch.path("")])
      func ready(_ name: String) -> [String: Any]? {
        guard let bytes = FileManager.default.contents(atPath: scratch.path(name)) else { return nil }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        return lines.lazy.compactMap { ParsedJSON.object(Data($0)) }.first
      }
      try shell.wait(for: "two ready lines") { ready("bound") != nil && ready("free") != nil }
      let both = String(decoding: shell.output, as: UTF8.self).split(separator: "\n")
        .compactMap { Int32($0) }.compactMap { ProcessRecord($0) }
      try #require(both.count == 2)
      defer { for process in both { process.kill() } }
      shell.closeInput()
      try shell.waitForExit()
      try shell.wait(for: "the end of the one that goes with the script") { !both[0].isRunning }
      let url = try #require(ready("free")?["url"] as? String)
      let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
      #expect(try LoopbackSocket.body(of: "/api/v3/ping", port: port) == Array("{}".utf8))
      kill(both[1].pid, SIGTERM)
      try shell.wait(for: "the end of the other") { !both[1].isRunning }
    }
  }
}
