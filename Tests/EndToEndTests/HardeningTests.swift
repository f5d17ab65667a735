import Foundation
import Testing

extension `End to end` {
  @Suite struct `Shut doors` {
    @Test func `launcher and gateway have one thread and nobody has core files or new privileges`()
      throws
    {
      let server = try ServerUnderTest(["--paper"])
      let processes = try server.allProcesses()
      for _ in 0..<50 { #expect(try server.call("get_ticker_price", ["symbol": "BTCUSDT"]).isSuccess) }
      #expect(try server.launcherProcess().threadCount == 1)
      #expect(try server.gatewayProcess().threadCount == 1)
      for process in processes {
        #expect(process.status("NoNewPrivs") == "1", "\(process.name)")
        let limit = process.text("limits")?.split(separator: "\n").first {
          $0.hasPrefix("Max core file size")
        }
        #expect(
          limit?.split(separator: " ").dropFirst(4).prefix(2) == ["0", "0"], "\(process.name): \(limit ?? "")"
        )
      }
      #expect(try server.finish() == 0)
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
      for process in ProcessRecord.descendants(of: server.program.pid) {
        guard let descriptors = process.descriptors else {
          print("not checked here: the descriptors of \(process.name) can be read by root only")
          continue
        }
        for (number, target) in descriptors {
          let isExpected =
            target == "/dev/null" || target.hasPrefix("pipe:") || target.hasPrefix("socket:")
            || target.hasPrefix("anon_inode:")
            // The trading worker alone keeps a journal.
            || (target.contains("/bulkhead/") && process.text("cmdline")?.contains("trading") == true)
          #expect(isExpected, "\(process.name) has \(number): \(target)")
        }
        print("\(process.name) has \(descriptors.count) descriptors")
        #expect(descriptors.count <= 24, "\(process.name): \(descriptors)")
        if process == gateway {
          let sockets = descriptors.values.filter { $0.hasPrefix("socket:") }
          #expect(sockets.count == 4, "control and three links: \(descriptors)")
          #expect(internet.isDisjoint(with: sockets), "the gateway has a socket of the network")
        }
      }
      #expect(try server.finish() == 0)
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
