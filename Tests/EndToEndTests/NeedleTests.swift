import Foundation
import Testing

extension `End to end` {
  @Suite struct `A planted secret` {
    @Test(arguments: KeyedServer.Way.allCases)
    func `is in the memory of its worker and nowhere else before and after ten kills`(
      way: KeyedServer.Way
    ) throws {
      let keyed = try KeyedServer(way)
      var (trading, tradingLife) = try keyed.worker("trading")
      var (account, accountLife) = try keyed.worker("account")
      try Self.use(keyed)
      try Self.expectOnlyThere(keyed, trading: trading, account: account)
      for _ in 0..<10 {
        trading.kill()
        try keyed.server.wait(for: "the end of the worker") { !trading.isRunning }
        // At once, and with its failures forgotten; the account worker goes the same way.
        keyed.server.program.signal(SIGHUP)
        (trading, tradingLife) = try keyed.worker("trading", after: tradingLife)
        (account, accountLife) = try keyed.worker("account", after: accountLife)
      }
      // The tenth life signs as the first one did.
      try Self.use(keyed)
      try Self.expectOnlyThere(keyed, trading: trading, account: account)
      try keyed.finish()
      Self.expectNothingWritten(keyed)
    }

    @Test(arguments: KeyedServer.Way.allCases)
    func `is in no crash output and no core file`(way: KeyedServer.Way) throws {
      let before = Set(Self.coreFiles())
      let keyed = try KeyedServer(way)
      for signal in [SIGSEGV, SIGABRT, SIGQUIT] {
        let (trading, life) = try keyed.worker("trading")
        try Self.use(keyed)
        kill(trading.pid, signal)
        _ = try keyed.worker("trading", after: life)
      }
      try keyed.finish()
      Self.expectNothingWritten(keyed)
      #expect(Set(Self.coreFiles()) == before)
    }

    @Test func `that a client hands over with paper is used by nobody`() throws {
      let needle = ["n33dle", "on", "paper", "9d21"].joined(separator: "_")
      let server = try ServerUnderTest(
        ["--paper", "--log-level", "debug"],
        environment: ["BINANCE_API_KEY": "abc", "BINANCE_API_SECRET": needle])
      for process in try server.allProcesses() {
        #expect(process.text("environ")?.contains(needle) != true)
        if let count = MemoryScan.count(of: needle, in: process) { #expect(count == 0, "\(process.name)") }
        let pages = (process.descriptors ?? [:]).values.filter {
          $0.contains("secretmem") || $0.contains("memfd:")
        }
        #expect(pages.isEmpty, "\(process.name) holds \(pages)")
      }
      #expect(try server.finish() == 0)
      #expect(server.program.errorText.contains("BINANCE_API_SECRET"))
      #expect(server.program.errorText.contains("paper"))
      #expect(!server.program.errorText.contains(needle))
    }

    @Test func `behind a descriptor is found by the scan of open files`() throws {
      let scratch = try ScratchFolder()
      let needle = ["n33dle", "in", "a", "file"].joined(separator: "_")
      let file = open(try scratch.write(Data("x\(needle)x".utf8), as: "file"), O_RDONLY)
      defer { close(file) }
      let program = try ProgramUnderTest("/bin/sleep", ["60"], extra: file)
      var process: ProcessRecord?
      try program.wait(for: "sleep") {
        process = ProcessRecord(program.pid)
        return process?.name == "sleep"
      }
      guard let (found, _) = OpenFileScan.count(of: needle, in: try #require(process)) else {
        return print("not checked here: descriptors of another process cannot be looked at")
      }
      #expect(found == 1)
      program.signal(SIGKILL)
      try program.waitForExit()
    }

    /// Has both workers sign something.
    private static func use(_ keyed: KeyedServer) throws {
      // What workers log goes to the client from here on, and is looked through with all else.
      let level = keyed.server.request("logging/setLevel", ["level": "debug"])
      #expect(try keyed.server.answer(level).result != nil)
      let balance = try keyed.server.call("get_balance")
      #expect(balance.isSuccess, "\(balance.message)")
      try keyed.server.wait(for: "the trading worker's signed requests") {
        keyed.server.program.errorText.contains("bulkhead[trading worker]")
      }
    }

    private static func expectOnlyThere(
      _ keyed: KeyedServer, trading: ProcessRecord, account: ProcessRecord
    ) throws {
      let processes = keyed.processes
      // Launcher, gateway and three workers.
      #expect(processes.count == 5, "\(processes.map(\.name))")
      for (needle, holder) in [(keyed.tradingNeedle, trading), (keyed.readingNeedle, account)] {
        for process in processes {
          let place = "\(process.name) (pid \(process.pid))"
          #expect(process.text("cmdline")?.contains(needle) == false, "\(place)")
          if geteuid() == 0 { #expect(process.text("environ") != nil) }
          #expect(process.text("environ")?.contains(needle) != true, "\(place)")
          guard let count = MemoryScan.count(of: needle, in: process),
            let (open, _) = OpenFileScan.count(of: needle, in: process)
          else {
            print("not checked here: memory and descriptors of \(place)")
            continue
          }
          #expect(open == 0, "\(place) has a descriptor that leads to the secret")
          if process == holder {
            #expect(count > 0, "the holder has it: otherwise this scan would prove nothing")
          } else {
            #expect(count == 0, "\(place) has the secret in its memory")
          }
        }
      }
    }

    private static func expectNothingWritten(_ keyed: KeyedServer) {
      for needle in [keyed.tradingNeedle, keyed.readingNeedle] {
        #expect(!keyed.server.program.errorText.contains(needle))
        for answer in Array(keyed.server.answers.values) + keyed.server.others {
          #expect(!"\(answer.message)".contains(needle))
        }
        for file in keyed.home.files(below: "state") {
          let data = FileManager.default.contents(atPath: keyed.home.path("state/\(file)")) ?? Data()
          #expect(data.range(of: Data(needle.utf8)) == nil, "\(file)")
        }
      }
    }

    /// Core files where a child of ours would leave one.
    private static func coreFiles() -> [String] {
      ["/", "/tmp", FileManager.default.currentDirectoryPath].flatMap { folder in
        // A folder that cannot be read holds none of ours.
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
          .filter { $0 == "core" || $0.hasPrefix("core.") }.map { "\(folder)/\($0)" }
      }
    }
  }
}
