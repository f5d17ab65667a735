import Foundation
import Testing

extension `End to end` {
  @Suite struct `Shut doors` {
    @Test func `launcher and gateway have one thread and nobody has new privileges`() throws {
      let server = try ServerUnderTest(["--paper"])
      let processes = try server.allProcesses()
      for _ in 0..<50 { #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess) }
      #expect(try server.launcherProcess().threadCount == 1)
      #expect(try server.gatewayProcess().threadCount == 1)
      for process in processes { #expect(process.status("NoNewPrivs") == "1", "\(process.name)") }
      #expect(try server.finish() == 0)
    }

    /// The soft and the hard limit of a line of /proc/PID/limits.
    private static func limit(_ name: String, of process: ProcessRecord) throws -> [String] {
      let text = try #require(process.text("limits"))
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(name) })
      return line.dropFirst(name.count).split(separator: " ").prefix(2).map { String($0) }
    }

    /// Which process of a server it is.
    private static func kind(of process: ProcessRecord) -> String {
      let words = (process.text("cmdline") ?? "").split(separator: "\0").map { String($0) }
      if let role = words.firstIndex(of: "--role") { return words[role + 1] }
      return words.contains("internal-gateway") ? "gateway" : process.name
    }

    @Test func `each process has the limits of its role, which it cannot raise`() throws {
      let venue = try KeyVenue(
        [["--kind", "hmac", "--rights", "read,spot"], ["--kind", "hmac", "--rights", "read"]],
        configuration: #", "trading": {"enabled": true}"#)
      let server = try venue.server([.trading: venue.keys[0], .reading: venue.keys[1]])
      try server.waitUntilOpen()
      #expect(try server.place(PlainOrder(0)).isSuccess, "the journal may grow")
      #expect(try server.call("get_balance").isSuccess)
      var limits: [String: [[String]]] = [:]
      for process in try server.allProcesses() {
        limits[Self.kind(of: process)] = try ["Max open files", "Max file size", "Max core file size"].map {
          try Self.limit($0, of: process)
        }
      }
      #expect(limits["gateway"] == [["64", "64"], ["0", "0"], ["0", "0"]])
      #expect(limits["market"] == [["256", "256"], ["0", "0"], ["0", "0"]])
      #expect(limits["account"] == [["256", "256"], ["0", "0"], ["0", "0"]])
      #expect(limits["trading"] == [["256", "256"], ["unlimited", "unlimited"], ["0", "0"]])
      #expect(limits["bulkhead"]?.last == ["0", "0"], "\(limits)")
      #expect(limits.count == 5)
      try venue.finish(server)
    }

    @Test func `a gateway over HTTP has room for its connections and no more, and makes no file grow`() throws
    {
      var own = rlimit()
      #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &own) == 0)
      for allowed in [200, Int(min(own.rlim_max, 20_000))] {
        let expected = "\(min(allowed, 16_448))"
        let server = try HTTPServerUnderTest(descriptorLimit: allowed)
        let session = try server.open()
        let pid = try #require(try server.call("server_status", in: session).data["gateway_pid"] as? Int)
        let gateway = try #require(ProcessRecord(Int32(pid)))
        #expect(try Self.limit("Max open files", of: gateway) == [expected, expected])
        #expect(try Self.limit("Max file size", of: gateway) == ["0", "0"])
        #expect(try Self.limit("Max core file size", of: gateway) == ["0", "0"])
        #expect(try server.finish() == 0)
      }
    }

    @Test func `answers and log may go into files all the same`() throws {
      let scratch = try ScratchFolder()
      for (number, files) in [">\"$1\"", "2>\"$2\"", ">\"$1\" 2>\"$2\""].enumerated() {
        let (answers, log) = (scratch.path("answers\(number)"), scratch.path("log\(number)"))
        let program = try ProgramUnderTest(
          "/bin/sh",
          ["-c", "exec \"$0\" serve --paper --log-level debug \(files)", Programs.bulkhead, answers, log])
        program.send(
          Array(
            (#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#
              + #""capabilities":{},"clientInfo":{"name":"files","version":"1"}}}"# + "\n").utf8))
        func words() -> String {
          guard files.contains("2>") else { return program.errorText }
          // Before the first line there may be no file yet.
          return (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
        }
        try program.wait(for: "a line of the log") { words().contains("bulkhead[") }
        program.closeInput()
        #expect(try program.waitForExit() == 0, "\(files): \(words())")
        let said =
          files.hasPrefix(">")
          ? try String(contentsOfFile: answers, encoding: .utf8)
          : String(decoding: program.output, as: UTF8.self)
        #expect(said.contains(#""serverInfo""#), "\(files): \(said) \(words())")
      }
    }

    /// Whether launcher and gateway, which are one program, have libcrypto among their mappings.
    private static func haveLibcrypto(_ program: ProgramUnderTest) throws -> (launcher: Bool, gateway: Bool) {
      let launcher = try #require(ProcessRecord(program.pid))
      let gateway = try #require(
        ProcessRecord.descendants(of: program.pid).first { $0.name == launcher.name })
      func has(_ process: ProcessRecord) throws -> Bool {
        try #require(process.text("maps")).contains("libcrypto.so")
      }
      return (try has(launcher), try has(gateway))
    }

    @Test func `only a gateway that checks tokens opens libcrypto in the supervisor`() throws {
      let home = try HomeFolder()
      let plain = try ServerUnderTest(["--paper"])
      try plain.readyWorker()
      let without = try Self.haveLibcrypto(plain.program)
      #expect(try plain.finish() == 0)
      let guarded = try HTTPServerUnderTest(network: [], environment: ["HOME": home.path])
      #expect(try guarded.post(HTTPServerUnderTest.initialize()).status == 401)
      let with = try Self.haveLibcrypto(guarded.program)
      #expect(try guarded.finish() == 0)
      #expect(!without.launcher && !without.gateway)
      #expect(!with.launcher && with.gateway)
    }

    @Test func `no process has a descriptor that is not its own`() throws {
      // One that the client has forgotten to close, as number 9 of the launcher.
      let scratch = try ScratchFolder()
      let stray = open(try scratch.write(Data("stray".utf8), as: "stray"), O_RDONLY)
      defer { close(stray) }
      let server = try ServerUnderTest(["--paper"], extra: stray)
      try server.readyWorker()
      #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess)
      let gateway = try server.gatewayProcess()
      let internet = Self.internetSockets(of: gateway)
      let launcher = try server.launcherProcess()
      for process in [launcher] + ProcessRecord.descendants(of: server.program.pid) {
        guard let descriptors = process.descriptors else {
          print("not checked here: the descriptors of \(process.name) can be read by root only")
          continue
        }
        for (number, target) in descriptors {
          let isExpected =
            target == "/dev/null" || target.hasPrefix("pipe:") || target.hasPrefix("socket:")
            || target.hasPrefix("anon_inode:")
            // The trading worker keeps a journal, and the launcher the folder that it lies in.
            || ((target + "/").contains("/bulkhead/")
              && ["trading", "bulkhead"].contains(Self.kind(of: process)))
          #expect(isExpected, "\(process.name) has \(number): \(target)")
        }
        print("\(process.name) has \(descriptors.count) descriptors")
        // The launcher has two of each child.
        #expect(descriptors.count <= (process == launcher ? 32 : 24), "\(process.name): \(descriptors)")
        if process == gateway {
          let sockets = descriptors.values.filter { $0.hasPrefix("socket:") }
          #expect(sockets.count == 4, "control and three links: \(descriptors)")
          #expect(internet.isDisjoint(with: sockets), "the gateway has a socket of the network")
        }
      }
      #expect(try server.finish() == 0)
    }

    @Test func `what the client has left open is closed, and the key's page is not`() throws {
      let scratch = try ScratchFolder()
      let stray = open(try scratch.write(Data("stray".utf8), as: "stray"), O_RDONLY)
      defer { close(stray) }
      let venue = try KeyVenue([["--kind", "hmac", "--rights", "read,spot"]])
      let key = venue.keys[0]
      var environment = venue.environment([.trading: key])
      environment["BINANCE_API_SECRET_FILE"] = nil
      environment["BINANCE_API_SECRET"] = try String(contentsOfFile: key.secretFile, encoding: .utf8)
      let server = try ServerUnderTest(
        ["--config", venue.home.path("bulkhead.json"), "--tools", "all"], environment: environment,
        extra: stray)
      #expect(try server.call("get_balance").isSuccess)
      if let descriptors = try server.launcherProcess().descriptors {
        #expect(!descriptors.values.contains { $0.contains("stray") }, "\(descriptors)")
        let pages = descriptors.values.count { $0.contains("secretmem") || $0.contains("memfd:") }
        #expect(pages == 1, "\(descriptors)")
      } else {
        print("not checked here: the descriptors of the launcher can be read by root only")
      }
      // It is there for the next life too.
      let (worker, generation) = try server.tradingWorker()
      worker.kill()
      _ = try server.tradingWorker(after: generation)
      #expect(try server.call("get_balance").isSuccess)
      try venue.finish(server)
    }

    /// The TCP and UDP sockets of a process's network, as links of /proc/PID/fd name them.
    private static func internetSockets(of process: ProcessRecord) -> Set<String> {
      var found: Set<String> = []
      for table in ["tcp", "tcp6", "udp", "udp6"] {
        for line in (process.text("net/\(table)") ?? "").split(separator: "\n").dropFirst() {
          let words = line.split(separator: " ")
          if words.count > 9 { found.insert("socket:[\(words[9])]") }
        }
      }
      return found
    }

    @Test func `the same user cannot look into launcher gateway or worker`() throws {
      guard geteuid() == 0, FileManager.default.isExecutableFile(atPath: "/usr/bin/setpriv") else {
        try expectClosed(ofServer: try ServerUnderTest(["--paper"]))
        return
      }
      // Root sees everything of everybody, so the server runs as somebody else; what is closed is root's.
      let programs = try Programs.copied()
      let shell = ["--reuid=65534", "--regid=65534", "--clear-groups"]
      let program = try ProgramUnderTest(
        "/usr/bin/setpriv", shell + [programs.path("bulkhead"), "serve", "--paper"])
      var processes: [ProcessRecord] = []
      try program.wait(for: "the processes") {
        processes = ProcessRecord.descendants(of: program.pid)
        return processes.count == 5
      }
      processes.append(try #require(ProcessRecord(program.pid)))
      for process in processes {
        #expect(process.status("Uid")?.hasPrefix("65534") == true, "\(process.name)")
        try program.wait(for: "\(process.name) to be closed", seconds: 5) { Self.owner(of: process) == 0 }
      }
      // The sign means something: a program that does nothing about it belongs to its user.
      let sleep = try ProgramUnderTest("/usr/bin/setpriv", shell + ["/bin/sleep", "60"])
      try sleep.wait(for: "an open process", seconds: 5) {
        ProcessRecord(sleep.pid).flatMap { Self.owner(of: $0) } == 65534
      }
      program.closeInput()
      #expect(try program.waitForExit() == 0)
    }

    private static func owner(of process: ProcessRecord) -> Int? {
      // Ended, or hidden: then nobody owns it that one could name.
      let attributes = try? FileManager.default.attributesOfItem(atPath: "/proc/\(process.pid)/environ")
      return (attributes?[.ownerAccountID] as? NSNumber)?.intValue
    }

    private func expectClosed(ofServer server: ServerUnderTest) throws {
      print("run by a plain user: its own eyes are the test")
      for process in try server.allProcesses() {
        #expect(process.descriptors == nil && (process.text("environ") ?? "").isEmpty, "\(process.name)")
      }
      #expect(try server.finish() == 0)
    }
  }
}
