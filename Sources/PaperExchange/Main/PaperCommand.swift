import PaperCore

/// The command line of `bulkhead-paper`.
enum PaperCommand {
  case serve(PaperOptions)
  case keys(KeysCommand)
  case fund(FundCommand)
  case help
  case version

  /// What is wrong with a command line, in words for people.
  struct Mistake: Error {
    var message: String
  }

  static let flags = [
    "--listen", "--seed", "--replay", "--replay-speed", "--weight-limit", "--order-limit", "--key-dir",
    "--balance", "--data", "--data-limit", "--time", "--allow-remote", "--ignore-stdin", "--ignore-parent",
    "--faults", "--help", "--version",
  ]

  /// Reads the arguments behind the program's name. `--flag=value` means `--flag value`.
  init(_ arguments: [String]) throws(Mistake) {
    let isHelp = arguments.contains("--help") || arguments.contains("-h")
    switch arguments.first {
    case "keys" where !isHelp:
      self = .keys(try KeysCommand(Array(arguments.dropFirst())))
      return
    case "fund" where !isHelp:
      self = .fund(try FundCommand(Array(arguments.dropFirst())))
      return
    default: break
    }
    var options = PaperOptions()
    var rest = isHelp ? ["--help"] : arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = argument.hasPrefix("--") ? String(parts[0]) : argument
      if argument.hasPrefix("--"), parts.count == 2 { rest = [String(parts[1])] + rest }
      switch flag {
      case "--help", "-h":
        self = .help
        return
      case "--version":
        self = .version
        return
      case "--allow-remote": options.allowsRemote = true
      case "--ignore-stdin": options.ignoresStandardInput = true
      case "--ignore-parent": options.ignoresParent = true
      case "--faults": options.hasFaults = true
      case "--listen", "--seed", "--replay", "--replay-speed", "--weight-limit", "--order-limit",
        "--key-dir", "--balance", "--data", "--data-limit", "--time":
        guard let value = rest.popFirst() else { throw Mistake(message: "\(flag) needs a value") }
        try Self.read(flag, value, into: &options)
      default: throw Mistake(message: Self.complaint(about: flag, among: Self.flags))
      }
    }
    guard options.isLoopback || options.allowsRemote else {
      throw Mistake(
        message: "\(options.host) is not a loopback address; add --allow-remote if others may connect")
    }
    self = .serve(options)
  }

  private static func read(_ flag: String, _ value: String, into options: inout PaperOptions) throws(Mistake)
  {
    switch flag {
    case "--listen":
      guard let colon = value.lastIndex(of: ":"), let port = Int(value[value.index(after: colon)...]),
        (0...65_535).contains(port), colon > value.startIndex
      else { throw Mistake(message: "--listen takes ADDRESS:PORT, such as 127.0.0.1:0, and not '\(value)'") }
      var host = value[..<colon]
      if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
      options.host = host == "localhost" ? "127.0.0.1" : String(host)
      options.port = port
    case "--seed":
      guard let seed = UInt64(value) else {
        throw Mistake(message: "--seed takes a whole number up to \(UInt64.max), and not '\(value)'")
      }
      options.seed = seed
    case "--replay":
      let parts = value.split(separator: "=", maxSplits: 1)
      let isNamed = parts.count == 2 && !parts[0].contains("/")
      options.replays.append(
        isNamed
          ? PaperOptions.Replay(symbol: String(parts[0]), path: String(parts[1]))
          : PaperOptions.Replay(symbol: nil, path: value))
    case "--replay-speed":
      if value == "instant" {
        options.replaySpeed = nil
        return
      }
      guard let speed = Int(value), (1...1_000_000).contains(speed) else {
        throw Mistake(message: "--replay-speed takes 1 to 1000000 or 'instant', and not '\(value)'")
      }
      options.replaySpeed = speed
    case "--data":
      guard !value.isEmpty else { throw Mistake(message: "--data takes a folder") }
      options.dataFolder = value
    case "--data-limit":
      guard let count = Int(value), (1...1_048_576).contains(count) else {
        throw Mistake(message: "--data-limit takes 1 to 1048576 MiB, and not '\(value)'")
      }
      options.dataByteCountMax = count << 20
    case "--time":
      guard let speed = Int(value), (1...ExchangeClock.speedMax).contains(speed) else {
        throw Mistake(message: "--time takes 1 to \(ExchangeClock.speedMax), and not '\(value)'")
      }
      options.timeSpeed = speed
    case "--key-dir": options.keyFolder = value
    case "--balance":
      guard let balance = StartingBalance(value) else {
        throw Mistake(
          message: "--balance takes [spot|funding|futures:]ASSET=AMOUNT, such as BTC=1, and not '\(value)'")
      }
      options.balances = (options.balances ?? []) + [balance]
    case "--weight-limit": options.weightLimit = try limit(flag, value)
    default: options.orderLimit = try limit(flag, value)
    }
  }

  private static func limit(_ flag: String, _ value: String) throws(Mistake) -> Int {
    guard let limit = Int(value), (1...1_000_000_000).contains(limit) else {
      throw Mistake(message: "\(flag) takes 1 to 1000000000, and not '\(value)'")
    }
    return limit
  }

  /// What is said of a flag that is not there.
  static func complaint(about argument: String, among flags: [String]) -> String {
    guard argument.hasPrefix("-") else { return "'\(argument)' was not expected" }
    let nearest = flags.min { distance(argument, $0) < distance(argument, $1) }
    guard let nearest, distance(argument, nearest) <= 4 else { return "there is no flag '\(argument)'" }
    return "there is no flag '\(argument)'; did you mean \(nearest)?"
  }

  /// How many letters must be put in, taken out or changed to make one text the other (Levenshtein).
  private static func distance(_ first: String, _ second: String) -> Int {
    let target = Array(second.utf8)
    var row = Array(0...target.count)
    for (index, letter) in first.utf8.prefix(64).enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for column in target.indices {
        let changed = diagonal + (letter == target[column] ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, row[column] + 1, row[column + 1] + 1)
      }
    }
    return row[target.count]
  }
}
