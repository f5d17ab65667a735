import ConformanceFixtures
import LinuxIO
import MCP
import Transports
import Values

/// Has the fixtures' steps done over HTTP, those of one request one after the other.
@LoopActor
final class FixtureDesk {
  private let transport: HTTPTransport
  private let host: ConformanceHost

  init(_ transport: HTTPTransport) throws {
    self.transport = transport
    host = try ConformanceHost()
  }

  /// What the transport hands on.
  var hostDesk: HostDesk {
    HostDesk(
      answer: { [self] callID, request in answer(callID, request) },
      cancel: { [self] callID in host.forget(callID) },
      replied: { [self] callID, name, result in
        perform(host.steps(for: HostedReply(callID: callID, name: name, result: result)), callID)
      })
  }

  private func answer(_ callID: UInt64, _ request: HostedRequest) {
    do {
      perform(try host.steps(for: request, callID: callID), callID)
    } catch {
      transport.finish(callID, .failed(.unreadableOutcome))
    }
  }

  private func perform(_ steps: [ConformanceStep], _ callID: UInt64) {
    onLoop { [self] in
      for step in steps { await perform(step, callID) }
    }
  }

  private func perform(_ step: ConformanceStep, _ callID: UInt64) async {
    switch step {
    case .wait(let milliseconds):
      await EventLoop.shared.sleep(nanoseconds: UInt64(milliseconds) * 1_000_000)
    case .log(let message): transport.log(message, of: callID)
    case .progress(let progress, _, let message):
      transport.progress(callID, message: message, elapsedSeconds: progress)
    case .cut: transport.closeStream(of: callID)
    case .tell(let change): transport.tell(change)
    case .finish(let outcome): transport.finish(callID, outcome)
    case .ask(let method, let params, let otherwise):
      if !transport.ask(callID, "reply", method: method, params: params) {
        transport.finish(callID, otherwise)
      }
    }
  }
}
