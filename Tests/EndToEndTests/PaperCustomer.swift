import Foundation
import Signing

/// A paper exchange with the key of its first account, whose requests it signs.
final class PaperCustomer {
  let program: ProgramUnderTest
  let port: UInt16
  /// What the ready line says.
  let ready: [String: Any]
  private let keyID: String
  private let code: HMACSHA256
  private var timeOffset = 0

  /// Starts the exchange and waits for its ready line.
  init(_ arguments: [String]) throws {
    program = try ProgramUnderTest(Programs.paper, ["--listen", "127.0.0.1:0"] + arguments)
    let running = program
    try running.wait(for: "the ready line") { running.output.contains(0x0A) || running.isEnded }
    guard
      let ready = try JSONSerialization.jsonObject(with: Data(running.takeOutput())) as? [String: Any],
      let url = ready["url"] as? String, let number = url.split(separator: ":").last.flatMap({ UInt16($0) }),
      let keys = ready["keys"] as? [[String: Any]],
      let key = keys.first(where: { key in
        key["kind"] as? String == "hmac"
          && (key["rights"] as? [String])?.contains("universal-transfer") == true
      }), let id = key["id"] as? String, let file = key["secret_file"] as? String
    else { throw EndToEndFailure.unreadable("the ready line: \(program.errorText)") }
    port = number
    self.ready = ready
    keyID = id
    let secret = [UInt8](try Data(contentsOf: URL(filePath: file)))
    code = try HMACSHA256(Secret(copying: secret.span))
  }

  /// The bytes of a signed request.
  ///
  /// - Parameter window: for how many milliseconds it is valid.
  func request(_ method: String, _ path: String, _ query: String, window: Int = 60_000) -> String {
    let time = Int(Date().timeIntervalSince1970 * 1_000) + timeOffset
    let unsigned = (query.isEmpty ? "" : query + "&") + "recvWindow=\(window)&timestamp=\(time)"
    code.update(Array(unsigned.utf8).span)
    let target = "\(path)?\(unsigned)&signature=\(Hexadecimal.text(code.finish()))"
    return "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1\r\nX-MBX-APIKEY: \(keyID)\r\n"
      + (method == "POST" ? "Content-Length: 0\r\n\r\n" : "\r\n")
  }

  /// What time it is at the exchange, in milliseconds.
  func exchangeTime() throws -> Int {
    let answer = try JSONSerialization.jsonObject(
      with: Data(try LoopbackSocket.body(of: "/api/v3/time", port: port)))
    guard let time = (answer as? [String: Int])?["serverTime"] else {
      throw EndToEndFailure.unreadable("the exchange's time")
    }
    return time
  }

  /// Signs with the exchange's time from now on, as clients do whose clock is another.
  func followExchangeTime() throws {
    timeOffset = try exchangeTime() - Int(Date().timeIntervalSince1970 * 1_000)
  }

  /// One signed request on a connection of its own; the body of its answer.
  func ask(_ method: String, _ path: String, _ query: String = "") throws -> Any {
    let descriptor = try LoopbackSocket.connected(port: port)
    defer { close(descriptor) }
    guard LoopbackSocket.send(descriptor, request(method, path, query)) else {
      throw EndToEndFailure.system("send", errno: errno)
    }
    var answers = PaperAnswers()
    while let bytes = LoopbackSocket.receive(descriptor), !bytes.isEmpty {
      if let answer = answers.receive(bytes).first {
        guard answer.status == 200 else {
          throw EndToEndFailure.unreadable(String(decoding: answer.body, as: UTF8.self))
        }
        return try JSONSerialization.jsonObject(with: Data(answer.body))
      }
    }
    throw EndToEndFailure.unreadable("no answer to \(path)")
  }
}
