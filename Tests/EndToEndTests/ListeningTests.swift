import Foundation
import Testing

extension `End to end` {
  @Suite struct `A place to listen that cannot be had` {
    private static func lines(_ program: ProgramUnderTest) -> [Substring] {
      program.errorText.split(separator: "\n")
    }

    @Test func `a server says in one line what to do, and which exit code it is`() throws {
      let scratch = try ScratchFolder()
      let (taken, port) = try LoopbackSocket.listening()
      defer { close(taken) }
      for (place, code, words) in [
        (
          ["--port", "\(port)"], Int32(75), ["another program listens there", "bulkhead status", "--port N"]
        ),
        (["--host", "192.0.2.1", "--port", "\(port)"], 78, ["no such address", "--host ADDRESS"]),
      ] {
        let program = try ProgramUnderTest(
          Programs.bulkhead,
          ["serve", "--paper", "--transport", "streamable-http", "--state-folder", scratch.path("state")]
            + place, environment: ["HOME": scratch.path("")])
        #expect(try program.waitForExit() == code, "\(program.errorText)")
        #expect(Self.lines(program).count == 1 && program.output.isEmpty, "\(program.errorText)")
        for word in words { #expect(program.errorText.contains(word), "\(program.errorText)") }
      }
    }

    @Test func `the paper exchange says the same`() throws {
      let (taken, port) = try LoopbackSocket.listening()
      defer { close(taken) }
      for (place, code) in [("127.0.0.1:\(port)", Int32(75)), ("192.0.2.1:\(port)", 78)] {
        let program = try ProgramUnderTest(Programs.paper, ["--allow-remote", "--listen", place])
        #expect(try program.waitForExit() == code, "\(program.errorText)")
        #expect(Self.lines(program).count == 1 && program.output.isEmpty, "\(program.errorText)")
        #expect(program.errorText.contains("--listen ADDRESS:PORT"), "\(program.errorText)")
      }
    }
  }
}
