/// Where a server is, as a flag or a variable names it: `http` or `https`, a host, perhaps a port, and
/// nothing else.
///
/// Checked before anything starts, so that a typo is an answer on the command line and not a worker that
/// cannot start. Strict, because the text decides to whom requests go: `https://api.binance.com@example.org`
/// names another host than a person reads. The worker checks again. Source of the grammar: RFC 3986 section
/// 3.2.
enum ServerURL {
  /// The longest text, in bytes.
  static let byteCountMax = 300

  /// The text without the slash at its end.
  ///
  /// - Parameter name: the flag or variable, for the message.
  static func checked(_ text: String, givenBy name: String) throws(UsageFailure) -> String {
    guard let problem = problem(of: text) else {
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
    throw UsageFailure(
      "\(name) \(TerminalText.quoted(text)) is not the address of a server: \(problem)",
      suggestion: "Write it like https://api.binance.com or http://127.0.0.1:8080")
  }

  private static func problem(of text: String) -> String? {
    guard text.utf8.count <= byteCountMax else { return "it is longer than \(byteCountMax) bytes" }
    let lowered = text.lowercased()
    guard let scheme = ["https://", "http://"].first(where: lowered.hasPrefix) else {
      return "it does not begin with https:// or http://"
    }
    let rest = lowered.dropFirst(scheme.count)
    let end = rest.firstIndex { "/?#\\".contains($0) } ?? rest.endIndex
    if rest[..<end].contains("@") { return "it holds a user name" }
    guard rest[end...].isEmpty || rest[end...] == "/" else { return "it has a path, a query or a fragment" }
    let (host, port) = split(rest[..<end])
    guard isHost(host) else { return "the host is missing or is not a name or an address" }
    if let port, !isPort(port) { return "the port is not a number from 1 to 65535" }
    return nil
  }

  private static func split(_ authority: Substring) -> (host: Substring, port: Substring?) {
    let nameEnd =
      authority.hasPrefix("[") ? authority.firstIndex(of: "]") ?? authority.startIndex : authority.startIndex
    guard let colon = authority[nameEnd...].firstIndex(of: ":") else { return (authority, nil) }
    return (authority[..<colon], authority[authority.index(after: colon)...])
  }

  private static func isHost(_ host: Substring) -> Bool {
    if host.hasPrefix("[") {
      let literal = host.dropFirst().dropLast()
      return host.hasSuffix("]") && literal.contains(":") && literal.utf8.count <= 45
        && literal.utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }
    }
    return !host.isEmpty && host.utf8.count <= 253 && !host.hasPrefix(".") && !host.hasPrefix("-")
      && !hasEmptyLabel(host) && host.utf8.allSatisfy(isNameByte)
  }

  /// Two dots in a row. Bytes are compared one by one: to search a string for a string the standard library
  /// brings its regular expressions along, and the program would be a fifth larger.
  private static func hasEmptyLabel(_ host: Substring) -> Bool {
    zip(host.utf8, host.utf8.dropFirst()).contains { $0 == 0x2E && $1 == 0x2E }
  }

  private static func isPort(_ text: Substring) -> Bool {
    text.utf8.count <= 5 && text.utf8.allSatisfy(isDigit) && Int(text).map((1...65535).contains) == true
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte) }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }
}
