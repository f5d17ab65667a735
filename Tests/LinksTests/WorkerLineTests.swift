import Catalog
import LinuxIO
import Log
import TestSupport
import Testing
import Values
import Wire

@testable import Links

@Suite(.onLoop) struct `What clients may hear of a worker` {
  /// The gateway's end of a link, and whoever is the worker.
  @LoopActor private final class Bench {
    let links: Links
    private let control: Channel
    var heard: [Links.Notice] = []

    init() throws {
      let pair = try DescriptorPair.sockets()
      control = try Channel(pair.first)
      links = Links(
        roles: [.trading], venue: .paper, version: "1", callTimeoutMilliseconds: 10_000, launcher: control,
        logger: Logger(process: "test", level: .error))
      links.observe { [unowned self] in heard.append($0) }
    }

    /// Lines about the worker, as level and text.
    var lines: [String] {
      heard.compactMap { notice in
        guard case .logged(let role, let level, let text) = notice else { return nil }
        return "\(role) \(level.name): \(text)"
      }
    }

    func worker(_ generation: UInt32) throws -> Channel {
      let pair = try DescriptorPair.sockets()
      let worker = try Channel(pair.second)
      let isTaken = links.open(.trading, generation: generation, pid: 1, pair.first)
      #expect(isTaken)
      return worker
    }

    func say(_ messages: [ToSupervisor], _ worker: Channel, _ generation: UInt32) {
      var bytes: [UInt8] = []
      for message in messages { message.encode(generation: generation, into: &bytes) }
      worker.write(bytes)
    }
  }

  private static let readiness = ToSupervisor.ready(
    ToSupervisor.Readiness(
      role: .trading, wireVersion: WireVersion.current, buildIdentity: CurrentProcess.buildIdentity,
      catalogDigest: Catalog.digest, sandbox: "none"))

  /// Lets everything that is ready on the loop run, several jobs deep.
  @LoopActor private func letOthersRun() async {
    for _ in 0..<16 { await EventLoop.shared.sleep(nanoseconds: 0) }
  }

  @Test @LoopActor func `are its lines before and after ready, its starts, and its ends by their cause`()
    async throws
  {
    let bench = try Bench()
    let first = try bench.worker(1)
    bench.say(
      [.log(level: Logger.Level.warning.rawValue, text: "the key expires soon"), Self.readiness], first, 1)
    await letOthersRun()
    bench.say([.log(level: Logger.Level.notice.rawValue, text: "trading is open")], first, 1)
    await letOthersRun()
    bench.links.down(.trading, generation: 1, retryMilliseconds: 0, restartCount: 1, cause: "signal 9")
    let second = try bench.worker(2)
    bench.say([Self.readiness], second, 2)
    await letOthersRun()
    bench.links.down(
      .trading, generation: 2, retryMilliseconds: 0, restartCount: 2, cause: "restarted (SIGHUP)",
      isAsked: true)
    bench.links.down(.trading, generation: 2, retryMilliseconds: nil, restartCount: 3, cause: "no key")
    #expect(
      bench.lines == [
        "trading warning: the key expires soon", "trading info: ready: generation 1",
        "trading notice: trading is open", "trading warning: ended: signal 9",
        "trading info: ready: generation 2", "trading notice: ended: restarted (SIGHUP)",
        "trading error: stopped: no key",
      ])
    first.close()
    second.close()
  }

  @Test @LoopActor func `is bounded, and cleaned once more, whatever a worker says`() async throws {
    let bench = try Bench()
    let worker = try bench.worker(1)
    bench.say([Self.readiness], worker, 1)
    let long = String(repeating: "x ", count: 20_000)
    bench.say([.log(level: 99, text: "signature=abc\n\(long)")], worker, 1)
    bench.say((0..<500).map { .log(level: 4, text: "flood \($0)") }, worker, 1)
    await letOthersRun()
    let said = bench.lines.dropFirst()
    let first = try #require(said.first)
    #expect(first.hasPrefix("trading notice: signature=<redacted>"), "\(first.prefix(80))")
    #expect(first.utf8.count < Logger.relayedByteCountMax + 40 && !first.utf8.contains(10))
    // As many as at once may be, and what a slow machine has earned meanwhile.
    #expect(said.count >= 40 && said.count < 250, "\(said.count)")
    worker.close()
  }
}
