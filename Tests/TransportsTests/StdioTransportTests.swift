import Catalog
import Links
import LinuxIO
import Log
import MCP
import TestSupport
import Testing
import Values

@testable import Transports

@Suite(.onLoop) struct `MCP over standard streams` {
  @Test @LoopActor func `a call that is cancelled in its own batch is not begun`() async throws {
    let marketTool = try #require(Catalog.tools.first { $0.role == .market })
    let logger = Logger(process: "test", level: .error)
    let control = try DescriptorPair.sockets()
    // A market worker is expected and never comes: a call that was begun stays in the links.
    let links = Links(
      roles: [.market], venue: .paper, version: "1", callTimeoutMilliseconds: 10_000,
      launcher: try Channel(control.first), logger: logger)
    let toServer = try DescriptorPair.sockets()
    let fromServer = try DescriptorPair.sockets()
    let client = try Channel(toServer.first)
    let answers = try Channel(fromServer.first)
    let transport = StdioTransport(
      input: try Channel(toServer.second), output: try Channel(fromServer.second),
      server: ServerDescription(name: "test", version: "1", instructions: "", tools: Catalog.tools),
      links: links, logger: logger)

    // The one version that has batches.
    let lines = [
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","#
        + #""capabilities":{},"clientInfo":{"name":"x","version":"1"}}}"#,
      #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
      #"[{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"\#(marketTool.name)","#
        + #""arguments":{"symbol":"BTCUSDT"}}},"#
        + #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":2}},"#
        + #"{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"server_status"}}]"#,
    ]
    client.write(lines.flatMap { (line: String) -> [UInt8] in Array(line.utf8) + [10] })
    client.shutdownWriting()
    #expect(await transport.run() == .finished)
    #expect(links.callCount == 0)

    var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
    #expect(try await answers.read(into: &buffer) > 0)
    let said = String(decoding: buffer.bytes, as: UTF8.self)
    #expect(said.contains(#""id":3"#), "the rest of the batch was not answered: \(said)")
    #expect(!said.contains(#""id":2"#), "a cancelled call was answered: \(said)")
  }
}
