import LinuxIO
import TestSupport
import Testing
import Values

@testable import CommandLineInterface

/// Against servers of a few lines of shell: real pipes, real children.
@Suite(.onLoop) struct `An MCP client` {
  /// A shell function that answers one request by its method.
  private static let polite = #"""
    answer() { printf '{"jsonrpc":"2.0","id":%s,%s}\n' "$id" "$1"; }
    while read -r line; do
      id=$(printf '%s' "$line" | sed -n 's/.*"id":\([0-9]*\).*/\1/p')
      case "$line" in
        *'"method":"initialize"'*)
          answer '"result":{"protocolVersion":"2025-11-25","serverInfo":{"name":"fake","version":"1"}}' ;;
        *'"method":"tools/call"'*)
          printf '%s\n' '{"jsonrpc":"2.0","method":"notifications/message","params":{"n":1}}'
          answer '"result":{"structuredContent":{"success":true,"data":{"price":"1.50"}}}' ;;
        *'"method":"fail"'*)
          answer '"error":{"code":-32601,"message":"no such \u001b[31mmethod"}' ;;
        *'"method":"silence"'*) ;;
        *notifications/initialized*) ;;
      esac
    done
    exit 3
    """#

  @LoopActor private func client(_ script: String) throws -> MCPClient {
    try CurrentProcess.harden(diesWithParent: false)
    let command = ServerCommand(
      path: "/bin/sh", arguments: ["-c", script], environment: ["PATH=/usr/bin:/bin"])
    return try MCPClient(command)
  }

  @LoopActor private func failure(
    of client: MCPClient, _ method: String = "ping", timeoutMilliseconds: Int = 20_000
  ) async -> MCPClient.Failure? {
    do throws(MCPClient.Failure) {
      _ = try await client.request(method, timeoutMilliseconds: timeoutMilliseconds)
      return nil
    } catch {
      return error
    }
  }

  @Test @LoopActor func `agrees, calls, collects notifications, and sees how the server ended`() async throws
  {
    let client = try client(Self.polite)
    var sent: [String] = []
    client.willSend = { sent.append(String(decoding: $0, as: UTF8.self)) }
    let hello = try await client.initialize(
      clientName: "test", clientVersion: "0", timeoutMilliseconds: 20_000)
    #expect(hello.result["serverInfo"]?["name"]?.string == "fake")
    let reply = try await client.call("get_ticker_price", ["symbol": "BTCUSDT"], timeoutMilliseconds: 20_000)
    #expect(ToolAnswer(reply.result)?.data?["price"]?.string == "1.50")
    #expect(client.notifications.count == 1)
    #expect(await client.close() == .exited(3))
    #expect(
      sent == [
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","#
          + #""capabilities":{},"clientInfo":{"name":"test","version":"0"}}}"#,
        #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
        #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"get_ticker_price","#
          + #""arguments":{"symbol":"BTCUSDT"}}}"#,
      ])
    #expect(await failure(of: client) == .closed)
  }

  @Test @LoopActor func `an error of the protocol is told from an end, and its text is escaped`() async throws
  {
    let client = try client(Self.polite)
    #expect(await failure(of: client, "fail") == .refused(code: -32601, message: "no such \\u{1b}[31mmethod"))
    _ = try await client.call("x", [:], timeoutMilliseconds: 20_000)
    await client.close()
  }

  @Test @LoopActor func `silence ends at the deadline, and the next request is answered`() async throws {
    let client = try client(Self.polite)
    #expect(
      await failure(of: client, "silence", timeoutMilliseconds: 30)
        == .timedOut(method: "silence", milliseconds: 30))
    _ = try await client.call("x", [:], timeoutMilliseconds: 20_000)
    #expect(client.pending.isEmpty)
    await client.close()
  }

  @Test(arguments: [
    ("hello there", "hello there"), (#"{"jsonrpc":"2.0","id":1,"result":"#, "jsonrpc"),
    (#"{"id":1,"result":{}}"#, "result"),
    (#"{"jsonrpc":"2.0","id":"1","result":{}}"#, "result"), (#"{"jsonrpc":"2.0","id":1}"#, "jsonrpc"),
    ("\u{1b}[2J", "u{1b}"),
  ])
  @LoopActor func `garbage ends the conversation and is shown harmless`(_ line: String, _ shown: String)
    async throws
  {
    let client = try client("read -r x; printf '%s\\n' '\(line)'; while read -r x; do :; done")
    guard case .garbage(_, let text)? = await failure(of: client) else {
      Issue.record("\(line) was taken for an answer")
      return
    }
    #expect(text.contains(shown))
    #expect(!text.contains("\u{1b}"))
    await client.close()
  }

  @Test @LoopActor func `a server that ends early is told with its exit code, now and later`() async throws {
    let client = try client("read -r x; exit 78")
    #expect(await failure(of: client) == .ended(.exited(78)))
    #expect(await failure(of: client) == .ended(.exited(78)))
    #expect(MCPClient.Failure.ended(.exited(78)).exitCode == .configuration)
    #expect(MCPClient.Failure.ended(.exited(0)).exitCode == .ownFault)
    #expect(await client.close() == .exited(78))
  }

  @Test @LoopActor func `a server that closes its output is ended`() async throws {
    let client = try client("exec 1>&-; while read -r x; do :; done; exec sleep 60")
    #expect(await failure(of: client) == .outputClosed)
    #expect(await client.close() == .killed(signal: 9))
  }

  @Test @LoopActor func `a program that is not there is not started`() async throws {
    do throws(MCPClient.Failure) {
      _ = try MCPClient(ServerCommand(path: "/nonexistent/bulkhead", arguments: [], environment: []))
      Issue.record("it started")
    } catch {
      guard case .notStarted(let reason) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(reason.number == SystemFailure.noSuchFile)
    }
  }

  @Test @LoopActor func `requests of the server are answered`() async throws {
    let client = try client(
      #"""
      printf '%s\n' '{"jsonrpc":"2.0","id":"a","method":"ping"}'
      printf '%s\n' '{"jsonrpc":"2.0","id":"b","method":"roots/list"}'
      read -r request; read -r first; read -r second
      [ "$first" = '{"jsonrpc":"2.0","id":"a","result":{}}' ] || exit 4
      case "$second" in *'"id":"b","error":{"code":-32601'*) ;; *) exit 5 ;; esac
      printf '%s\n' '{"jsonrpc":"2.0","id":1,"result":{}}'
      """#)
    #expect(await failure(of: client) == nil)
    #expect(await client.close() == .exited(0))
  }

  @Test @LoopActor func `notifications beyond the bound push the oldest out`() async throws {
    let client = try client(
      #"""
      read -r x; i=0
      while [ $i -lt 100 ]; do
        printf '%s\n' '{"jsonrpc":"2.0","method":"n","params":{"i":'$i'}}'; i=$((i+1))
      done
      printf '%s\n' '{"jsonrpc":"2.0","id":1,"result":{}}'
      """#)
    #expect(await failure(of: client) == nil)
    #expect(client.notifications.count == MCPClient.notificationCountMax)
    #expect(client.notifications.last?["params"]?["i"]?.integer == 99)
    await client.close()
  }

  @Test func `the server's environment is an allow-list`() {
    let entries = ClientEnvironment.entries { "\($0) of a test" }
    #expect(entries.contains("BINANCE_TESTNET=BINANCE_TESTNET of a test"))
    #expect(!entries.contains { $0.contains("SECRET") || $0.contains("API_KEY") || $0.hasPrefix("LD_") })
    #expect(ClientEnvironment.entries { _ in nil } == ["SWIFT_BACKTRACE=enable=no"])
  }
}

@Suite(.onLoop) struct `A process of somebody else` {
  @Test @LoopActor func `is ended by its pid`() async throws {
    let null = try OwnedDescriptor.null()
    let child = try ChildProcess(
      ChildProcess.Plan(
        path: "/bin/sleep", arguments: ["sleep", "60"], environment: [],
        descriptors: [null.number, null.number, null.number], diesWithParent: false))
    try ForeignProcess.kill(child.pid)
    #expect(await child.ended() == .killed(signal: 9))
    #expect(throws: SystemFailure.self) { try ForeignProcess.kill(child.pid) }
  }
}
