internal import Catalog

/// What one of the commands that talk to running servers was asked for.
public struct OperatorOptions: Sendable, Equatable {
  /// What there is to do.
  enum Request: Sendable, Equatable {
    case status
    case orders(countMax: UInt16)
    case halt(reason: String)
    case resume
    case restart(Role)
    case confirm(id: String)
    case settle(id: String, wasPlaced: Bool)
  }

  /// The most orders that are listed.
  static let orderCountRange = 1...500
  /// The most bytes of a reason (`OperatorRequest.halt`).
  static let reasonByteCountMax = 256
  /// The most bytes of the id of a question.
  static let idByteCountMax = 64

  let request: Request
  /// JSON for programs instead of text for people.
  let isJSON: Bool
  /// Whether a flag answers the question of `settle`.
  let isAgreed: Bool
  /// The file that `--config` names, or the one that was read.
  private(set) var configurationFile: String?
  /// Where journals, sockets and the halt file lie; `nil` when nothing says where.
  let stateFolder: String?
  /// Whether the configuration file, which could not be read, may say otherwise.
  private(set) var isFolderUncertain = false
  private let isFolderNamed: Bool

  init(
    _ words: CommandWords, _ command: CommandName, _ settings: GivenSettings
  ) throws(UsageFailure) {
    request = try Self.request(of: command, words)
    isJSON = words.has(.json)
    isAgreed = words.has(.yes)
    configurationFile = try settings.configurationFile(words)
    let folder = try StateFolderChoice(words, settings)
    stateFolder = folder.path
    isFolderNamed = folder.origin == .flag
  }

  /// The same when the configuration file cannot be read.
  var withoutConfiguration: OperatorOptions {
    var options = self
    options.configurationFile = nil
    options.isFolderUncertain = !isFolderNamed
    return options
  }

  private static func request(
    of command: CommandName, _ words: CommandWords
  ) throws(UsageFailure) -> Request {
    switch command {
    case .orders: return .orders(countMax: try orderCount(words.value(.limit)))
    case .halt: return .halt(reason: try reason(words.others))
    case .resume: return .resume
    case .restart:
      return .restart(try role(try only(words.others, "restart needs a role", "bulkhead restart trading")))
    case .confirm:
      let example = "bulkhead confirm 7f3a9c21"
      let id = try only(words.others, "confirm needs the id that the answer named", example)
      guard isID(id) else {
        throw UsageFailure(
          "\(TerminalText.quoted(id)) is no id of an order that waits", suggestion: "Try: \(example)")
      }
      return .confirm(id: id)
    case .settle: return try settling(words.others)
    default: return .status
    }
  }

  /// The id and the outcome, both in so many words: neither is guessed.
  private static func settling(_ words: [String]) throws(UsageFailure) -> Request {
    let example = "bulkhead settle bh-7f3a9c21 not-placed"
    guard words.count == 2 else {
      throw UsageFailure(
        "settle needs the order's id and what became of it: placed or not-placed",
        suggestion: "For example: \(example)")
    }
    guard isID(words[0]) else {
      throw UsageFailure(
        "\(TerminalText.quoted(words[0])) is no id of an order", suggestion: "bulkhead orders lists them.")
    }
    guard ["placed", "not-placed"].contains(words[1]) else {
      throw UsageFailure(
        "\(TerminalText.quoted(words[1])) is neither placed nor not-placed", suggestion: "Try: \(example)")
    }
    return .settle(id: words[0], wasPlaced: words[1] == "placed")
  }

  private static func isID(_ text: String) -> Bool {
    (1...idByteCountMax).contains(text.utf8.count) && text.utf8.allSatisfy(isIDByte)
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func only(
    _ others: [String], _ missing: String, _ example: String
  ) throws(UsageFailure) -> String {
    guard let word = others.first else { throw UsageFailure(missing, suggestion: "For example: \(example)") }
    guard others.count == 1 else {
      throw UsageFailure(
        "one word too many: \(TerminalText.quoted(others[1]))", suggestion: "For example: \(example)")
    }
    return word
  }

  private static func orderCount(_ text: String?) throws(UsageFailure) -> UInt16 {
    guard let text else { return 20 }
    guard let count = Int(text), String(count) == text, orderCountRange.contains(count) else {
      throw UsageFailure(
        "--limit \(TerminalText.quoted(text)) is not a whole number from \(orderCountRange.lowerBound) to "
          + "\(orderCountRange.upperBound)", suggestion: "For example: --limit 20")
    }
    return UInt16(count)
  }

  private static func reason(_ words: [String]) throws(UsageFailure) -> String {
    let text = words.joined(separator: " ")
    guard text.utf8.count <= reasonByteCountMax else {
      throw UsageFailure(
        "the reason has \(text.utf8.count) bytes, of at most \(reasonByteCountMax)",
        suggestion: "Say it shorter.")
    }
    return text.isEmpty ? "asked for with bulkhead halt" : TerminalText.escaped(text)
  }

  private static func role(_ name: String) throws(UsageFailure) -> Role {
    let roles = Role.allCases.filter { $0 != .supervisor }
    if let role = roles.first(where: { $0.name == name }) { return role }
    let names = roles.map(\.name)
    let nearest = NearestWord.find(name, among: names)
    throw UsageFailure(
      "there is no role \(TerminalText.quoted(name)); there are: \(names.joined(separator: ", "))",
      suggestion: "Try: bulkhead restart \(nearest ?? "trading")")
  }
}
