import Foundation
import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `A child process` {
  @LoopActor private func output(of script: String, environment: [String] = []) async throws -> String {
    let pipe = try DescriptorPair.pipe()
    let null = try OwnedDescriptor.null()
    let plan = ChildProcess.Plan(
      path: "/bin/sh", arguments: ["sh", "-c", script], environment: environment,
      descriptors: [null.number, pipe.second.number, 2], diesWithParent: false)
    let child = try ChildProcess(plan)
    do { let writer = try Channel(pipe.second); writer.close() }
    let reader = try Channel(pipe.first)
    var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
    while try await reader.read(into: &buffer) > 0 {}
    #expect(await child.ended() == .exited(0))
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test @LoopActor func `gets the environment that is named and nothing else`() async throws {
    setenv("BINANCE_API_SECRET", "not-a-real-secret", 1)
    let seen = try await output(of: "/usr/bin/env | /usr/bin/sort", environment: ["TZ=UTC"])
    #expect(!seen.contains("BINANCE"))
    #expect(seen.contains("TZ=UTC"))
  }

  @Test @LoopActor func `gets the descriptors that are named and nothing else`() async throws {
    // One that is left open by mistake and not close-on-exec.
    let leaked = dup(0)
    defer { close(leaked) }
    let seen = try await output(of: "ls /proc/self/fd | tr '\\n' ' '")
    // 3 is ls's own view of the folder.
    #expect(seen == "0 1 2 3 ")
  }

  @Test @LoopActor func `cannot gain privileges or leave a core file`() async throws {
    let seen = try await output(of: "grep NoNewPrivs /proc/self/status; ulimit -c")
    #expect(seen.contains("NoNewPrivs:\t1"))
    #expect(seen.hasSuffix("0\n"))
  }

  @Test @LoopActor func `a program that is not there is an error, not a child`() async throws {
    let null = try OwnedDescriptor.null()
    let plan = ChildProcess.Plan(
      path: "/nonexistent", arguments: ["x"], environment: [], descriptors: [null.number])
    do throws(SystemFailure) {
      _ = try ChildProcess(plan)
      Issue.record("it started")
    } catch {
      #expect(error.number == SystemFailure.noSuchFile)
    }
  }

  @Test @LoopActor func `a kill is seen with its signal`() async throws {
    let null = try OwnedDescriptor.null()
    let plan = ChildProcess.Plan(
      path: "/bin/sleep", arguments: ["sleep", "60"], environment: [],
      descriptors: [null.number, null.number, null.number], diesWithParent: false)
    let child = try ChildProcess(plan)
    child.kill()
    #expect(await child.ended() == .killed(signal: 9))
  }

  /// A shell that does nothing but end with this code.
  @LoopActor private func shell(exitingWith code: Int32) throws -> ChildProcess {
    let null = try OwnedDescriptor.null()
    return try ChildProcess(
      ChildProcess.Plan(
        path: "/bin/sh", arguments: ["sh", "-c", "exit \(code)"], environment: [],
        descriptors: [null.number, null.number, null.number], diesWithParent: false))
  }

  // Without an answer the loop would spin on this child, and every test after it would hang.
  @Test(.timeLimit(.minutes(1))) @LoopActor
  func `one that somebody else has waited for has ended, with a code that claims no success`() async throws {
    let child = try shell(exitingWith: 0)
    var status: Int32 = 0
    // This blocks the loop, so that the loop cannot have seen the end first.
    #expect(waitpid(child.pid, &status, 0) == child.pid)
    #expect(await child.ended() == .exited(ExitCode.ownFault.rawValue))
  }

  @Test(.timeLimit(.minutes(1))) @LoopActor
  func `its end is learned although SIGCHLD was ignored`() async throws {
    // For the time of one call: starting a child puts it back, and so do we should it not.
    let before = signal(SIGCHLD, SIG_IGN)
    defer { signal(SIGCHLD, before) }
    let child = try shell(exitingWith: 3)
    #expect(await child.ended() == .exited(3))
  }
}
