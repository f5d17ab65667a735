import Foundation
import Testing

extension `End to end` {
  @Suite struct `Secrets in the environment` {
    /// Put together at run time, so that no file of the build holds it.
    private static let needle = ["n33dle", "7f0c2b", "do-not-find-me"].joined(separator: "_")
    private static let secretNames = [
      "BINANCE_API_SECRET", "BINANCE_READ_API_SECRET", "BINANCE_FUTURES_API_SECRET", "SOME_OTHER_SECRET",
    ]
    private static let otherNames = [
      "BINANCE_SECRET_KEY", "AWS_SECRET_ACCESS_KEY", "LD_BIND_NOT", "OPENSSL_CONF",
    ]

    @Test func `no secret reaches a process a command line a memory or an output`() throws {
      var environment: [String: String] = [:]
      for name in Self.secretNames { environment[name] = Self.needle }
      let server = try ServerUnderTest(["--paper", "--log-level", "debug"], environment: environment)
      let processes = try server.allProcesses()
      // Launcher, gateway, three workers and the paper exchange, whose keys are its own.
      #expect(processes.count == 6)
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      for process in processes { Self.expectClean(process) }
      // A worker of a later life has been handed no more than the first.
      let worker = try server.workerProcess()
      worker.kill()
      try server.readyWorker(after: 1)
      Self.expectClean(try server.workerProcess())
      #expect(try server.finish() == 0)
      for answer in Array(server.answers.values) + server.others {
        #expect(!"\(answer.message)".contains(Self.needle))
      }
      #expect(!server.program.errorText.contains(Self.needle))
      #expect(
        server.program.errorText.contains("BINANCE_API_SECRET"),
        "the operator is told that a paper exchange does not use it")
    }

    private static func expectClean(_ process: ProcessRecord) {
      #expect(process.text("cmdline")?.contains(needle) == false, "\(process.name)")
      guard let environment = process.text("environ") else {
        print("not checked here: the environment of \(process.name) can be read by root only")
        return
      }
      #expect(!environment.contains(needle), "\(process.name)")
      guard let count = MemoryScan.count(of: needle, in: process) else {
        print("not checked here: the memory of \(process.name) cannot be read")
        return
      }
      #expect(count == 0, "\(process.name) (pid \(process.pid)) has the secret in its memory")
      // The scan can find something in this very process: its own name on its command line.
      #expect(MemoryScan.count(of: "bulkhead", in: process) ?? 0 > 0, "\(process.name)")
    }

    @Test func `the scan finds what is there`() throws {
      let program = try ProgramUnderTest("/bin/sleep", ["60"], environment: ["HOLDER_SECRET": Self.needle])
      var process: ProcessRecord?
      try program.wait(for: "sleep") {
        process = ProcessRecord(program.pid)
        return process?.name == "sleep"
      }
      let found = try #require(process)
      guard let count = MemoryScan.count(of: Self.needle, in: found) else {
        print("not checked here: the memory of another process cannot be read")
        return
      }
      #expect(count >= 1)
      program.signal(SIGKILL)
      try program.waitForExit()
    }

    @Test func `children get an allow-list of the environment and nothing else`() throws {
      var environment = ["TZ": "UTC", "BINANCE_API_KEY": "an-id"]
      for name in Self.otherNames { environment[name] = Self.needle }
      let server = try ServerUnderTest(["--paper"], environment: environment)
      try server.readyWorker()
      let allowed: Set = ["HOME", "SWIFT_BACKTRACE", "GNUTLS_NO_IMPLICIT_INIT", "TZ", "LANG", "LC_ALL"]
      for process in ProcessRecord.descendants(of: server.program.pid) {
        guard let text = process.text("environ") else {
          print("not checked here: the environment of \(process.name) can be read by root only")
          continue
        }
        let names = Set(text.split(separator: "\0").map { String($0.prefix { $0 != "=" }) })
        #expect(names.isSubset(of: allowed), "\(process.name) has \(names.subtracting(allowed))")
        #expect(text.contains("SWIFT_BACKTRACE=enable=no"), "\(process.name)")
      }
      #expect(try server.finish() == 0)
    }
  }
}
