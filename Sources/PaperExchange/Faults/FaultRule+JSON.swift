public import Values

extension FaultRule {
  /// What is wrong with a rule, in words for people.
  public struct Mistake: Error, Hashable {
    /// The words.
    public let message: String
  }

  /// Milliseconds that a delay may last.
  public static let delayMillisecondsMax = 120_000

  private static let members: Set<String> = [
    "kind", "method", "path", "count", "skip", "probability", "delay_ms", "reset", "code", "books", "status",
    "retry_after",
  ]

  /// Reads a rule.
  ///
  /// `{"kind":"close_after","method":"POST","path":"/api/v3/order","count":1,"skip":0,"probability":"0.5"}`;
  /// `count` 0 means without end. Further members: `delay_ms` (delays), `reset` (closes), `code` and `books`
  /// (code), `status` and `retry_after` (status).
  ///
  /// - Throws: `Mistake` when a member is unknown, missing, or out of range.
  public init(_ value: JSONValue) throws(Mistake) {
    guard value.kind == .object else { throw Mistake(message: "a rule is a JSON object") }
    for member in value.members where !Self.members.contains(member.key) {
      throw Mistake(
        message:
          "there is no member '\(member.key)'; there are \(Self.members.sorted().joined(separator: ", "))")
    }
    let count = try Self.integer(value, "count", default: 1, in: 0...1_000_000_000)
    self.init(
      method: try Self.text(value, "method"), path: try Self.text(value, "path"),
      fault: try Self.fault(value),
      skip: try Self.integer(value, "skip", default: 0, in: 0...1_000_000_000),
      count: count == 0 ? nil : count,
      probabilityMillionths: try Self.probability(value))
  }

  private static func fault(_ value: JSONValue) throws(Mistake) -> Fault {
    let delay = 0...delayMillisecondsMax
    switch try text(value, "kind") {
    case "delay_before":
      return .delayBefore(milliseconds: try integer(value, "delay_ms", default: nil, in: delay))
    case "delay_after":
      return .delayAfter(milliseconds: try integer(value, "delay_ms", default: nil, in: delay))
    case "close_before": return .closeBefore(resets: try flag(value, "reset"))
    case "close_after": return .closeAfter(resets: try flag(value, "reset"))
    case "close_kept": return .closeKept
    case "half": return .half
    case "unknown_status": return .unknownStatus
    case "code":
      let code = try integer(value, "code", default: nil, in: -2_013 ... -1_006)
      guard Fault.codes.contains(code) else {
        throw Mistake(message: "'code' must be one of -1006, -1007, -1008, -2013")
      }
      return .code(code, books: try flag(value, "books"))
    case "status":
      let seconds = try integer(value, "retry_after", default: -1, in: -1...86_400 * 3)
      return .status(
        try integer(value, "status", default: nil, in: 400...599),
        retryAfterSeconds: seconds < 0 ? nil : seconds)
    case "html": return .html
    case "garbage": return .garbage
    case "wrong_json": return .wrongJSON
    case let kind:
      throw Mistake(
        message:
          "'kind' must be one of delay_before, delay_after, close_before, close_after, close_kept, half, "
          + "unknown_status, code, status, html, garbage, wrong_json, and not '\(kind ?? "")'")
    }
  }

  private static func text(_ value: JSONValue, _ name: String) throws(Mistake) -> String? {
    guard let member = value[name] else { return nil }
    guard let text = member.string, text.utf8.count <= 256 else {
      throw Mistake(message: "'\(name)' must be a text of at most 256 bytes")
    }
    return text
  }

  private static func flag(_ value: JSONValue, _ name: String) throws(Mistake) -> Bool {
    guard let member = value[name] else { return false }
    guard let flag = member.boolean else { throw Mistake(message: "'\(name)' must be true or false") }
    return flag
  }

  private static func integer(
    _ value: JSONValue, _ name: String, default standard: Int?, in range: ClosedRange<Int>
  ) throws(Mistake) -> Int {
    guard let member = value[name] else {
      guard let standard else { throw Mistake(message: "'\(name)' is missing") }
      return standard
    }
    guard let number = member.integer, range.contains(number) else {
      throw Mistake(
        message: "'\(name)' must be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  /// A probability as an exact decimal from 0 to 1, six decimals at most.
  private static func probability(_ value: JSONValue) throws(Mistake) -> Int {
    guard let member = value["probability"] else { return 1_000_000 }
    let words = "'probability' must be a decimal from 0 to 1 with at most six decimals"
    guard let decimal = member.decimal?.withoutTrailingZeros, !decimal.isNegative, decimal.scale <= 6,
      decimal <= ExactDecimal(1)
    else { throw Mistake(message: words) }
    var millionths = Int(decimal.significand)
    for _ in decimal.scale..<6 { millionths *= 10 }
    return millionths
  }
}
