import Catalog
import Links
import LinuxIO
import Log
import MCP
import TestSupport
import Testing
import Values
import Wire

@testable import Transports

/// A client of 2025-06-18 that never answers, and a trading worker that wants its question answered.
@Suite(.onLoop) struct `A question over stdio that nobody answers` {
  /// Reads a stream until it has what is wanted. A minute is far more than it takes, and more than any other
  /// test keeps the loop for itself.
  @LoopActor private static func read<Wanted>(
    _ channel: Channel, into buffer: inout ReceiveBuffer, until wanted: ([UInt8]) throws -> Wanted?
  ) async throws -> Wanted? {
    let deadline = EventLoop.now + 60_000_000_000
    while true {
      if let found = try wanted(Array(buffer.bytes)) { return found }
      guard try await channel.read(into: &buffer, deadline: deadline) > 0 else { return nil }
    }
  }

  /// The next thing that the gateway says to the worker.
  @LoopActor private static func next(
    _ channel: Channel, _ buffer: inout ReceiveBuffer
  ) async throws -> ToWorker? {
    let frame = try await read(channel, into: &buffer) {
      try Frame.decode($0[...], byteCountMax: Frame.linkByteCountMax)
    }
    guard let frame else { return nil }
    _ = buffer.take(frame.byteCount)
    return try ToWorker(frame)
  }

  private static let readiness = ToSupervisor.ready(
    ToSupervisor.Readiness(
      role: .trading, wireVersion: WireVersion.current, buildIdentity: CurrentProcess.buildIdentity,
      catalogDigest: Catalog.digest, sandbox: "none"))

  /// What the client says before it is silent.
  private static let lines = [
    #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","#
      + #""capabilities":{"elicitation":{}},"clientInfo":{"name":"x","version":"1"}}}"#,
    #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
    #"{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"cancel_all_orders","#
      + #""arguments":{"symbol":"BTCUSDT"}}}"#,
  ]

  private static let lateYes =
    #"{"jsonrpc":"2.0","id":"bulkhead-1","result":{"action":"accept","content":{"confirm":true}}}"#

  /// The client reads the question, that it is taken back, and the answer of its call.
  private static func expect(_ said: String) {
    let parts = said.split(separator: "\n").dropFirst()
    #expect(parts.count == 3, "\(said)")
    for (line, wanted) in zip(parts, ["elicitation/create", "notifications/cancelled", #""id":2"#]) {
      #expect(line.contains(wanted), "\(said)")
    }
  }

  @Test @LoopActor func `is taken back when the person's time is over, and no one has agreed`() async throws {
    let logger = Logger(process: "test", level: .error)
    let control = try DescriptorPair.sockets()
    let link = try DescriptorPair.sockets()
    let toServer = try DescriptorPair.sockets()
    let fromServer = try DescriptorPair.sockets()
    let links = Links(
      roles: [.trading], venue: .paper, version: "1", callTimeoutMilliseconds: 120_000,
      launcher: try Channel(control.first), logger: logger)
    let (client, answers) = (try Channel(toServer.first), try Channel(fromServer.first))
    let worker = try Channel(link.second)
    let transport = StdioTransport(
      input: try Channel(toServer.second), output: try Channel(fromServer.second),
      server: ServerDescription(name: "test", version: "1", instructions: "", tools: Catalog.tools),
      links: links, logger: logger, personNanoseconds: 50_000_000)
    onLoop { _ = await transport.run() }
    let isTaken = links.open(.trading, generation: 1, pid: 1, link.first)
    #expect(isTaken)
    func say(_ message: ToSupervisor) {
      var bytes: [UInt8] = []
      message.encode(generation: 1, into: &bytes)
      worker.write(bytes)
    }
    say(Self.readiness)
    client.write(Self.lines.flatMap { (line: String) -> [UInt8] in Array(line.utf8) + [10] })
    var heard = ReceiveBuffer(byteCountMax: 1 << 20)
    guard case .call(let call) = try await Self.next(worker, &heard) else {
      Issue.record("the worker was given no call")
      return
    }
    say(.confirm(callID: call.callID, id: "7f3a9c21", message: "all of them?", state: ""))
    #expect(try await Self.next(worker, &heard) == .confirmed(callID: call.callID, .dismissed))
    // What comes too late is an answer to nothing: the next that the worker hears is the end.
    client.write(Array(Self.lateYes.utf8) + [10])
    say(
      .finished(
        ToSupervisor.Finished(
          callID: call.callID, isSuccess: false, usedWeight: 0, weightLimit: 6_000,
          envelope: Array(#"{"success":false}"#.utf8)[...])))
    client.shutdownWriting()
    var said = ReceiveBuffer(byteCountMax: 1 << 20)
    let text = try await Self.read(answers, into: &said) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      return text.contains(#""id":2"#) ? text : nil
    }
    let shown = try #require(text)
    Self.expect(shown)
    links.drain()
    #expect(try await Self.next(worker, &heard) == .drain)
    worker.close()
  }
}
