import Catalog
import Exchange
import Foundation
import LinuxIO
import Orders
import Values

/// An order desk in front of a running paper exchange, with the exchange's own word on each order beside it.
@LoopActor
final class PaperDesk: ExchangeReading {
  let paper: PaperCustomer
  private(set) lazy var desk = OrderDesk(exchange: self, venue: .paper)

  init(_ paper: PaperCustomer) {
    self.paper = paper
  }

  /// Asks for what needs no signature, over a connection of its own.
  func read(_ request: ExchangeRequest, for call: CallContext) async throws(ToolFailure) -> ExchangeReply {
    let query = request.query.map { "\($0.name)=\(Self.encoded($0.value))" }.joined(separator: "&")
    do {
      let body = try LoopbackSocket.body(of: "\(request.endpoint.path)?\(query)", port: paper.port)
      let document = try JSONDocument(body, limits: .exchangeReply)
      if let code = document.root["code"]?.integer {
        throw ToolFailure(kind: .binanceAPIError, code: code, message: "refused")
      }
      return ExchangeReply(
        status: 200, document: document, receivedAtMilliseconds: EventLoop.wallClockMilliseconds)
    } catch let failure as ToolFailure {
      throw failure
    } catch {
      throw ToolFailure(kind: .networkError, message: "\(error)", isRetryable: true)
    }
  }

  /// What the desk says to an order: its request's query, or why not.
  func verdict(_ arguments: [String: String]) async throws -> Result<String, ToolFailure> {
    guard let tool = Catalog.tool(named: "create_order") else { throw EndToEndFailure.unreadable("no tool") }
    let members = arguments.map { "\"\($0.key)\":\"\($0.value)\"" }.joined(separator: ",")
    do throws(ToolFailure) {
      let root: JSONValue
      do {
        root = try JSONDocument(Array("{\(members)}".utf8)).root
      } catch {
        throw ToolFailure(kind: .internalError, message: "\(error)")
      }
      let call = CallContext(
        callID: 1, deadlineNanoseconds: .max, sendCountMax: CallContext.sendCountMaxOfWrite)
      let proposal = try await desk.proposal(tool, try ArgumentCheck.check(root, of: tool), for: call)
      return .success(Self.text(proposal.request(id: "differential").query))
    } catch {
      return .failure(error)
    }
  }

  /// What the exchange says to it: nil when it takes it, else the code and the text.
  func refusal(_ query: String) throws -> String? {
    do {
      _ = try paper.ask("POST", "/api/v3/order/test", query)
      return nil
    } catch EndToEndFailure.unreadable(let text) {
      return text
    }
  }

  nonisolated static func text(_ query: [(name: String, value: String)]) -> String {
    query.map { "\($0.name)=\(encoded($0.value))" }.joined(separator: "&")
  }

  private nonisolated static func encoded(_ text: String) -> String {
    text.addingPercentEncoding(
      withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "!"..."~")))
      ?? ""
  }
}
