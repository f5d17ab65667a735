import HTTP
import HTTPServer
import LinuxIO

/// Answers every request with its target, and notes them.
@LoopActor
final class EchoHandler: HTTPRequestHandler {
  private(set) var targets: [String] = []
  /// In which turn of the loop each came.
  private(set) var turns: [UInt64] = []
  private(set) var goneCount = 0
  /// Connections whose streams are written by the test.
  private(set) var kept: [HTTPConnection] = []
  /// What "/huge" is answered with: more than the kernel takes for a client that reads nothing (tcp_wmem and
  /// tcp_rmem: 38 MiB at most).
  static let hugeBody = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1_024 * 1_024)
  /// How much of it "/fitting" is answered with.
  var fittingByteCount = 0

  func receive(_ request: consuming HTTPRequest, on connection: HTTPConnection) {
    targets.append(request.target)
    turns.append(EventLoop.turnTime)
    if request.target.hasPrefix("/granted") { connection.grant() }
    switch request.target {
    case "/stream":
      connection.beginStream(status: 200, headers: HTTPHeaders())
      connection.stream(Array("one".utf8).span)
      connection.stream(Array("two".utf8).span)
      connection.endStream()
    case "/keep":
      connection.onGone = { [unowned self] in goneCount += 1 }
      connection.beginStream(status: 200, headers: HTTPHeaders())
      kept.append(connection)
    case "/denied":
      connection.deny()
      connection.send(HTTPReply(status: 401))
    case "/large":
      let body = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1_024)
      connection.reply(status: 200, uncheckedFields: [], body: body.span)
    case "/wait":
      connection.onGone = { [unowned self, unowned connection] in
        goneCount += 1
        connection.close()
      }
    case "/huge", "/granted/huge":
      connection.reply(status: 200, uncheckedFields: [], body: Self.hugeBody[...])
    case "/fitting":
      connection.reply(status: 200, uncheckedFields: [], body: Self.hugeBody.prefix(fittingByteCount))
    default:
      connection.reply(
        status: 200, uncheckedFields: [], body: Array("body of \(request.target)\r\n".utf8).span)
    }
  }

  func refusal(of head: HTTPRequest, on connection: HTTPConnection) -> HTTPReply? {
    if head.target.hasPrefix("/granted") { connection.grant() }
    return nil
  }

  func refusal(status: Int, words: String, head: HTTPRequest?) -> HTTPReply {
    HTTPReply(status: status, body: Array(words.utf8))
  }
}
