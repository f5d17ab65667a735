import Foundation

/// What came back on a connection, and how it ended: all that a client can know.
struct Reception {
  enum Ending {
    /// A whole answer came; the connection was not looked at any more.
    case answered
    /// The peer closed it in order (FIN).
    case finished
    /// The peer broke it (RST).
    case reset
    /// Nothing came for as long as a test has patience.
    case silent
  }

  private(set) var bytes: [UInt8] = []
  private(set) var ending = Ending.silent
  /// The status of a whole answer.
  private(set) var status: Int?
  /// The body of a whole answer.
  private(set) var body: [UInt8] = []

  /// Reads up to the end of one answer, or of the connection.
  init(from descriptor: Int32) {
    var patience = timeval(tv_sec: Int(ProgramUnderTest.patienceSeconds), tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var answers = PaperAnswers()
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      let number = errno
      guard count > 0 else {
        ending = count == 0 ? .finished : number == ECONNRESET ? .reset : .silent
        return
      }
      bytes += buffer[..<count]
      guard let answer = answers.receive(Array(buffer[..<count])).first else { continue }
      (status, body, ending) = (answer.status, answer.body, .answered)
      return
    }
  }

  /// The body as JSON; nil when it is none.
  var json: [String: Any]? { ParsedJSON.object(Data(body)) }
  var code: Int? { json?["code"] as? Int }
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The value of a header of the answer.
  func header(_ name: String) -> String? {
    let head = String(decoding: bytes.dropLast(body.count), as: UTF8.self).split(separator: "\r\n")
    let line = head.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
    return line.map { $0.dropFirst(name.utf8.count + 1).trimmingCharacters(in: .whitespaces) }
  }
}
