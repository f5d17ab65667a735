import Foundation

/// One reply of an HTTP server, as far as it has been read.
struct HTTPAnswer {
  let status: Int
  /// Names in lower case.
  let headers: [String: String]
  var body: [UInt8] = []

  init(head: [UInt8]) throws {
    let lines = String(decoding: head, as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count >= 2, words[0] == "HTTP/1.1", let status = Int(words[1]) else {
      throw EndToEndFailure.unreadable("no status line: \(lines[0])")
    }
    self.status = status
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let name = line[..<colon].lowercased()
      guard headers[name] == nil else { throw EndToEndFailure.unreadable("\(name) is there twice") }
      headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    self.headers = headers
  }

  /// The body as a JSON object; empty when it is none.
  var json: [String: Any] { ParsedJSON.object(Data(body)) ?? [:] }
  /// The body as a message of the protocol.
  func message() throws -> Answer { try Answer(body) }
  var errorCode: Int? { (json["error"] as? [String: Any])?["code"] as? Int }
  var errorMessage: String { (json["error"] as? [String: Any])?["message"] as? String ?? "" }
  var session: String? { headers["mcp-session-id"] }
  var text: String { String(decoding: body, as: UTF8.self) }
}
