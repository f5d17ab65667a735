import Foundation
import Testing

extension `End to end` {
  /// Ends and deaths that a reading of the code, not a user, showed to go wrong.
  @Suite struct `Signals and ends from outside` {
    /// SIGCHLD in the masks of /proc/PID/status, where signal 1 is bit 0.
    private static let childMask: UInt64 = 1 << 16

    private static func ignoredSignals(_ status: String) throws -> UInt64 {
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") })
      return try #require(UInt64(line.dropFirst(7).trimmingCharacters(in: .whitespaces), radix: 16))
    }

    /// A server that leads a process group of its own, as under a terminal; setsid(1) becomes it.
    private static func startGroup(_ arguments: [String]) throws -> ServerUnderTest {
      try ServerUnderTest(
        running: ProgramUnderTest("/usr/bin/setsid", [Programs.bulkhead, "serve"] + arguments))
    }

    /// Sends a signal to the group of a server, of which all its processes must be.
    private static func signalGroup(
      _ number: Int32, of server: ServerUnderTest, _ processes: [ProcessRecord]
    ) throws {
      for process in processes {
        try #require(getpgid(process.pid) == server.program.pid, "\(process.name) is of another group")
      }
      #expect(kill(-server.program.pid, number) == 0)
    }

    @Test func `a launcher that was started with SIGCHLD ignored learns of deaths all the same`() throws {
      // Proof that the way of starting does what the test is about.
      let ignoring = ["--ignore-signal=CHLD"]
      let probe = try ProgramUnderTest("/usr/bin/env", ignoring + ["/bin/cat", "/proc/self/status"])
      try #require(try probe.waitForExit() == 0)
      let ignored = try Self.ignoredSignals(String(decoding: probe.output, as: UTF8.self))
      try #require(ignored & Self.childMask != 0)

      let server = try ServerUnderTest(
        running: ProgramUnderTest("/usr/bin/env", ignoring + [Programs.bulkhead, "serve", "--paper"]))
      let processes = try server.allProcesses()
      let worker = try server.readyWorker()
      kill(try #require(worker.pid), SIGKILL)
      let next = try server.readyWorker(after: worker.generation)
      #expect(next.generation == worker.generation + 1)
      #expect(next.restarts == 1)
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      let last = try server.allProcesses()
      #expect(try server.finish() == 0)
      try ProcessRecord.expectGone(Array(Set(processes + last)), after: "the exit")
    }

    @Test(arguments: [SIGINT, SIGTERM])
    func `a signal to the whole group ends the server after pending calls are answered`(number: Int32)
      throws
    {
      let exchange = try FakeExchange { _, _ in
        [.pause(milliseconds: 300), .reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try Self.startGroup(["--base-url", exchange.url])
      let processes = try server.allProcesses()
      let ids = (0..<3).map { _ in server.begin("get_ticker_price", ["symbol": "BTCUSDT"]) }
      try server.wait(for: "a request at the exchange") { exchange.requestCount >= 1 }
      try Self.signalGroup(number, of: server, processes)
      #expect(try server.waitForExit() == 0)
      for id in ids { #expect(server.answers[id]?.isSuccess == true, "call \(id)") }
      try ProcessRecord.expectGone(processes, after: "the exit")
    }

    @Test func `SIGHUP to the whole group restarts the worker and the session goes on`() throws {
      let exchange = try FakeExchange { number, _ in
        number == 0 ? [.silence] : [.reply(body: FakeExchange.priceBody())]
      }
      defer { exchange.stop() }
      let server = try Self.startGroup(["--base-url", exchange.url])
      let worker = try server.readyWorker()
      let gateway = try server.gatewayProcess()
      let processes = try server.allProcesses()
      let id = server.begin("get_ticker_price", ["symbol": "BTCUSDT"])
      try server.wait(for: "the request at the exchange") { exchange.requestCount == 1 }
      try Self.signalGroup(SIGHUP, of: server, processes)
      #expect(try server.answer(id).isSuccess, "the call goes to the next worker")
      let next = try server.readyWorker(after: worker.generation)
      #expect(next.generation == worker.generation + 1)
      #expect(next.pid != worker.pid)
      #expect(gateway.isRunning)
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      #expect(try server.finish() == 0)
    }

    @Test func `a selection without market tools serves what it lists`() throws {
      let server = try ServerUnderTest(["--paper", "--tools", "server_status"])
      let listed = try server.answer(server.request("tools/list")).result?["tools"] as? [[String: Any]]
      #expect(listed?.compactMap { $0["name"] as? String } == ["server_status"])
      // The market worker is there all the same; taking its link is what ended the server.
      try server.readyWorker()
      try server.expectAlive()
      #expect(try server.finish() == 0)
    }

    @Test func `a client that closes its end and does not read its answers cannot keep the server`() throws {
      let hello =
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#
        + #""capabilities":{},"clientInfo":{"name":"x","version":"1"}}}"#
      // Each answer is some 30 KB: far more than a pipe takes, less than what makes the server stop reading.
      let lists = (2...31).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"tools/list"}"# }
      let lines = ([hello] + lists).flatMap { (line: String) -> [UInt8] in Array(line.utf8) + [10] }
      let server = try SpawnedProcess(
        Programs.bulkhead, ["serve", "--paper"], environment: ["PATH": "/usr/bin:/bin", "HOME": "/tmp"])
      defer { for end in [server.output, server.errorOutput] { close(end) } }
      #expect(write(server.input, lines, lines.count) == lines.count)
      close(server.input)
      let launcher = try #require(ProcessRecord(server.pid))
      var processes: Set = [launcher]

      let watch = Stopwatch()
      var status: Int32 = 0
      var ended: Int32 = 0
      while ended == 0, watch.seconds < 10 {
        // Whatever it starts in this time is to be gone in the end.
        processes.formUnion(ProcessRecord.descendants(of: server.pid))
        ended = waitpid(server.pid, &status, WNOHANG)
        usleep(20_000)
      }
      print("a server whose answers nobody reads ended after \(watch.text) s")
      if ended == 0 {
        for process in ProcessRecord.descendants(of: server.pid) { process.kill() }
        kill(server.pid, SIGKILL)
        waitpid(server.pid, &status, 0)
      }
      #expect(ended == server.pid, "it still ran after 10 s")
      #expect(status == 0)
      #expect(watch.seconds > 1, "the answers were no more than a pipe takes, so nothing was shown")
      #expect(processes.count >= 4)
      try ProcessRecord.expectGone(Array(processes), after: "the exit")
    }

    @Test func `a paper exchange that is stopped does not keep the server from ending`() throws {
      let server = try ServerUnderTest(["--paper"])
      let processes = try server.allProcesses()
      let paper = try #require(processes.first { $0.name == "bulkhead-paper" })
      kill(paper.pid, SIGSTOP)
      #expect(try server.finish() == 0)
      try ProcessRecord.expectGone(processes, after: "the exit")
    }
  }
}
