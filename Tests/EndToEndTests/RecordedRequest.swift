import Foundation

/// One HTTP request as a worker wrote it into its TLS connection, byte for byte.
struct RecordedRequest: Sendable {
  /// Which way to the network the worker took.
  enum Way: String, Sendable {
    /// The proxy of the environment, which steers the worker without a key alone.
    case environment
    /// The proxy of the configuration file: the workers with a key.
    case configuration
  }

  let way: Way
  /// Whom the connection is to, as `CONNECT` named it.
  let authority: String
  /// Every byte: line, fields, empty line, body.
  let bytes: [UInt8]

  /// The lines of the head, without the empty one.
  var headLines: [String] {
    let end = HeadEnd.index(in: bytes) ?? bytes.count
    let head = String(decoding: bytes[..<end], as: UTF8.self)
    return head.components(separatedBy: "\r\n").filter { !$0.isEmpty }
  }

  var method: String { String(headLines.first?.split(separator: " ").first ?? "") }

  var target: String {
    let words = (headLines.first ?? "").split(separator: " ")
    return words.count > 1 ? String(words[1]) : ""
  }

  var path: String { String(target.prefix { $0 != "?" }) }

  var body: String {
    let end = HeadEnd.index(in: bytes) ?? bytes.count
    return String(decoding: bytes[end...], as: UTF8.self)
  }

  /// The value of a field; nil when there is none, or more than one.
  func field(_ name: String) -> String? {
    let found = headLines.dropFirst().filter { $0.lowercased().hasPrefix(name.lowercased() + ":") }
    guard found.count == 1 else { return nil }
    return found[0].dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
  }

  var keyID: String? { field("X-MBX-APIKEY") }

  /// The parameters as they were sent: of the query, or of the form.
  var parameters: String {
    if let mark = target.firstIndex(of: "?") { return String(target[target.index(after: mark)...]) }
    return body
  }

  /// What the signature is over, and the signature; nil when it carries none as its last parameter.
  var signed: (payload: String, signature: String)? {
    guard let mark = parameters.range(of: "&signature=", options: .backwards) else { return nil }
    return (String(parameters[..<mark.lowerBound]), String(parameters[mark.upperBound...]))
  }

  /// The value of a parameter as it was sent.
  func parameter(_ name: String) -> String? {
    let found = parameters.split(separator: "&").first { $0.hasPrefix(name + "=") }
    return found.map { String($0.dropFirst(name.count + 1)) }
  }

  /// The length of the first request in these bytes; nil when it is not there as a whole.
  static func length(in bytes: [UInt8]) -> Int? {
    guard let end = HeadEnd.index(in: bytes) else { return nil }
    let head = RecordedRequest(way: .environment, authority: "", bytes: Array(bytes[..<end]))
    let length = end + (head.field("Content-Length").flatMap { Int($0) } ?? 0)
    return length <= bytes.count ? length : nil
  }
}
