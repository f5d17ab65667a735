import Catalog
import Exchange
import LinuxIO
import Values

/// An exchange that says what a test wrote down, one answer a request; the last one again and again.
@LoopActor
final class ScriptedExchange: ExchangeReading {
  enum Line {
    case answer(String)
    case failure(ToolFailure)
  }

  private var script: [Line]
  private(set) var requests: [ExchangeRequest] = []

  init(_ script: [Line]) { self.script = script }

  func read(_ request: ExchangeRequest, for call: CallContext) async throws(ToolFailure) -> ExchangeReply {
    requests.append(request)
    let line = script[0]
    if script.count > 1 { script.removeFirst() }
    switch line {
    case .failure(let failure): throw failure
    case .answer(let text):
      do throws(JSONReader.Failure) {
        return ExchangeReply(
          status: 200, document: try JSONDocument(Array(text.utf8)), receivedAtMilliseconds: 0)
      } catch {
        throw ToolFailure(kind: .internalError, message: "the test wrote no JSON")
      }
    }
  }
}
