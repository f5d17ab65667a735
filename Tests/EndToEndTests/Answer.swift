import Foundation

/// One JSON-RPC message from the server, read by Foundation and not by the product's own reader.
struct Answer {
  let message: [String: Any]

  init(_ line: [UInt8]) throws {
    guard let message = ParsedJSON.object(Data(line)), message["jsonrpc"] as? String == "2.0"
    else {
      throw EndToEndFailure.unreadable(
        "a line on stdout is no JSON-RPC message: \(String(decoding: line.prefix(300), as: UTF8.self))")
    }
    self.message = message
  }

  var id: Int? { message["id"] as? Int }
  var method: String? { message["method"] as? String }
  var result: [String: Any]? { message["result"] as? [String: Any] }
  /// The code of a protocol error.
  var errorCode: Int? { (message["error"] as? [String: Any])?["code"] as? Int }
  var errorMessage: String { (message["error"] as? [String: Any])?["message"] as? String ?? "" }

  var isToolError: Bool { result?["isError"] as? Bool == true }
  /// The text of a tool's answer.
  var text: String {
    let content = result?["content"] as? [[String: Any]]
    return content?.first?["text"] as? String ?? ""
  }
  var structured: [String: Any]? { result?["structuredContent"] as? [String: Any] }
  /// The envelope, from the text as every client can read it.
  var envelope: [String: Any] {
    ParsedJSON.object(Data(text.utf8)) ?? [:]
  }
  /// Whether the structure says the same as the text, whatever the order of members.
  var isConsistent: Bool {
    guard let structured, let left = ParsedJSON.canonical(structured) else { return false }
    return left == ParsedJSON.canonical(envelope)
  }
  var isSuccess: Bool { !isToolError && envelope["success"] as? Bool == true && structured != nil }
  var data: [String: Any] { envelope["data"] as? [String: Any] ?? [:] }

  var failure: [String: Any] { envelope["error"] as? [String: Any] ?? [:] }
  var failureType: String { failure["type"] as? String ?? "" }
  var failureMessage: String { failure["message"] as? String ?? "" }
  var suggestion: String { failure["suggestion"] as? String ?? "" }
  var isRetryable: Bool? { failure["retryable"] as? Bool }
  var details: [String: Any] { failure["details"] as? [String: Any] ?? [:] }
}
