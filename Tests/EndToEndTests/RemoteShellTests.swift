import Foundation
import Testing

extension `End to end` {
  /// A client on another machine starts `ssh host bulkhead serve`. A script named `ssh` stands for it: it
  /// runs the command as sshd does, through a shell and without a terminal, and speaks on stderr meanwhile.
  @Suite struct `Through ssh` {
    /// What a client on macOS or Windows is configured to start (docs/clients.md), with this `ssh`.
    ///
    /// - Parameters:
    ///   - before: shell text in front of the command, for what lies between the two machines.
    ///   - behind: shell text behind it.
    private static func server(
      _ scratch: ScratchFolder, before: String = "", behind: String = ""
    ) throws -> ProgramUnderTest {
      let script = """
        #!/bin/sh
        # Options go; the first word that is none is the host.
        while [ $# -gt 0 ]; do case "$1" in -*) shift ;; *) break ;; esac; done
        host=$1; shift
        printf 'Welcome to %s.\\r\\nYou have no mail.\\r\\n' "$host" >&2
        cd /
        \(before) env -i HOME=/tmp PATH=/usr/bin:/bin sh -c "$*" \(behind)
        """
      let path = try scratch.write(Data(script.utf8), as: "ssh")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      return try ProgramUnderTest(
        path, ["-T", "trader@host.example", "'\(Programs.bulkhead)'", "serve", "--paper"])
    }

    private static func send(_ message: String, to server: ProgramUnderTest) {
      server.send(Array(message.utf8) + [UInt8(ascii: "\n")])
    }

    private static func lines(_ server: ProgramUnderTest) -> [[String: Any]] {
      server.output.split(separator: UInt8(ascii: "\n")).compactMap { line in
        // A line that is no message is what the test looks for.
        try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      }
    }

    private static func converse(_ server: ProgramUnderTest) throws {
      send(
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#
          + #""capabilities":{},"clientInfo":{"name":"remote","version":"1"}}}"#, to: server)
      try server.wait(for: "the answer to initialize") { lines(server).count == 1 }
      send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, to: server)
      for id in 2...6 {
        send(
          #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"get_klines","#
            + #""arguments":{"symbol":"BTCUSDT","interval":"1m","limit":100}}}"#, to: server)
      }
      try server.wait(for: "six answers") { lines(server).count == 6 }
      let ids = Set(lines(server).compactMap { $0["id"] as? Int })
      #expect(ids == [1, 2, 3, 4, 5, 6])
      #expect(lines(server).allSatisfy { $0["error"] == nil })
    }

    /// Nothing but whole messages came on stdout; the banner is on stderr.
    private static func check(_ server: ProgramUnderTest) {
      let count = server.output.split(separator: UInt8(ascii: "\n")).count
      #expect(lines(server).count == count && server.output.last == UInt8(ascii: "\n"))
      #expect(server.errorText.contains("You have no mail."))
    }

    @Test func `a session is what it is without, and ends when the client goes`() throws {
      let scratch = try ScratchFolder()
      let server = try Self.server(scratch)
      try Self.converse(server)
      server.closeInput()
      #expect(try server.waitForExit() == 0)
      Self.check(server)
    }

    @Test func `bytes may come in pieces of any size, both ways`() throws {
      let scratch = try ScratchFolder()
      let server = try Self.server(
        scratch, before: "dd bs=7 status=none |", behind: "| dd bs=1021 status=none")
      try Self.converse(server)
      server.closeInput()
      #expect(try server.waitForExit() == 0)
      Self.check(server)
    }

    @Test func `a connection that breaks leaves no process behind`() throws {
      let scratch = try ScratchFolder()
      let server = try Self.server(scratch, before: "cat |", behind: "| cat")
      try Self.converse(server)
      let processes = ProcessRecord.descendants(of: server.pid)
      let programs = processes.filter { $0.name.hasPrefix("bulkhead") }
      #expect(programs.count >= 3, "\(processes)")
      // Both pipes of the connection end at once, as when sshd is killed.
      for process in processes where !process.name.hasPrefix("bulkhead") { process.kill() }
      try ProcessRecord.expectGone(programs, after: "the end of the connection")
    }
  }
}
