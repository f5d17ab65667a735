internal import Catalog
internal import Values

extension ConfigurationKey {
  /// Checks a value and puts it into its member.
  func read(
    _ value: JSONValue, line: Int, into configuration: inout Configuration
  ) throws(ConfigurationFailure.Reason) {
    func unfit(
      _ shown: JSONValue? = nil, at place: String = "", _ instead: String? = nil
    ) -> ConfigurationFailure.Reason {
      .unfit(
        key: name + place, line: line, shown: ShownValue.text(of: shown ?? value),
        wanted: instead ?? expectation)
    }
    switch kind {
    case .flag(let member):
      guard let flag = value.boolean else { throw unfit() }
      configuration[keyPath: member] = flag
    case .asset(let member):
      guard let asset = value.string.flatMap(Self.asset) else { throw unfit() }
      configuration[keyPath: member] = asset
    case .symbols(let member):
      configuration[keyPath: member] = try list(value, unfit) { $0.string.flatMap(Self.symbol) }
    case .choices(let words, let member):
      configuration[keyPath: member] = try list(value, unfit) { element in
        element.string.flatMap { words.contains($0) ? $0 : nil }
      }
    case .choice(let words, let member):
      guard let word = value.string, words.contains(word) else { throw unfit() }
      configuration[keyPath: member] = word
    case .amount(let bound, let member):
      guard let amount = Self.amount(value), bound.allows(amount) else { throw unfit() }
      configuration[keyPath: member] = amount
    case .count(let range, let member):
      guard let count = value.integer, range.contains(count) else { throw unfit() }
      configuration[keyPath: member] = count
    case .seconds(let range, let member):
      guard let time = Self.amount(value).flatMap(Self.milliseconds), range.contains(time) else {
        throw unfit()
      }
      configuration[keyPath: member] = time
    case .url(let bound, let member):
      guard let text = value.string else { throw unfit() }
      configuration[keyPath: member] = try Self.url(text, bound) { unfit(nil, $0) }
    case .path(let member):
      guard let path = value.string, Self.isPath(path) else { throw unfit() }
      configuration[keyPath: member] = path
    case .keyID(let member):
      guard let id = value.string, Self.isKeyID(id) else { throw unfit() }
      configuration[keyPath: member] = id
    case .word(let member):
      guard let word = value.string, Self.isWord(word) else { throw unfit() }
      configuration[keyPath: member] = word
    case .toolSelection(let member):
      guard let text = value.string, !text.isEmpty else { throw unfit() }
      configuration[keyPath: member] = try Self.selection(text) { unfit(nil, $0) }
    }
  }

  /// What a value has to be, as what follows "must be".
  var expectation: String {
    switch kind {
    case .flag: "true or false, without quotes"
    case .asset: "an asset of 1 to 20 letters and digits, such as \"USDT\""
    case .symbols: "a list of 1 to \(Self.listCountMax) trading pairs, each once, such as [\"BTCUSDT\"]"
    case .choices(let words, _): "a list of some of \(words.joined(separator: ", ")), each once"
    case .choice(let words, _): "one of \(words.joined(separator: ", "))"
    case .amount(let bound, _):
      "\(bound.words), in plain digits with at most \(AmountBound.decimalCountMax) decimals, as a string "
        + "(\"12.5\") or a whole number"
    case .count(let range, _): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .seconds(let range, _):
      "from \(Self.seconds(range.lowerBound)) to \(Self.seconds(range.upperBound)), with at most three "
        + "decimals, as a string (\"2.5\") or a whole number"
    case .url(.exchange, _): "the address of a server, such as \"https://api.binance.com\""
    case .url(.proxy, _): "the address of a proxy, such as \"http://proxy.example:3128\""
    case .path: "an absolute path of at most \(Self.pathByteCountMax) bytes"
    case .keyID: "a key's id: 1 to \(Self.keyIDByteCountMax) letters, digits, dashes and underscores"
    case .word: "1 to \(Self.wordByteCountMax) letters of ASCII without blanks and quotes"
    case .toolSelection: "groups and names of tools between commas, such as \"market,-get_klines\""
    }
  }

  private typealias Unfit = (JSONValue?, String, String?) -> ConfigurationFailure.Reason

  private func list(
    _ value: JSONValue, _ unfit: Unfit, _ read: (JSONValue) -> String?
  ) throws(ConfigurationFailure.Reason) -> [String] {
    guard value.kind == .array, (1...Self.listCountMax).contains(value.count) else {
      throw unfit(nil, "", nil)
    }
    var words: [String] = []
    var seen: Set<String> = []
    for (index, element) in value.elements.enumerated() {
      guard let word = read(element), seen.insert(word).inserted else {
        throw unfit(element, "[\(index)]", "one element of \(expectation)")
      }
      words.append(word)
    }
    return words
  }

  private static func asset(_ text: String) -> String? {
    let isPlain =
      (1...20).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
      }
    return isPlain ? text.uppercased() : nil
  }

  private static func symbol(_ text: String) -> String? {
    do throws(Symbol.Failure) {
      return try Symbol(text).name
    } catch {
      return nil
    }
  }

  /// An exact amount: a string in plain notation, or a whole number. A number with a point or an exponent
  /// would be changed by the next program that writes the file.
  private static func amount(_ value: JSONValue) -> ExactDecimal? {
    if let integer = value.integer { return ExactDecimal(integer) }
    return value.kind == .string ? value.decimal : nil
  }

  private static func milliseconds(_ seconds: ExactDecimal) -> Int? {
    do throws(ExactDecimal.Failure) {
      let product = try seconds.multiplied(by: ExactDecimal(1000)).withoutTrailingZeros
      return product.scale == 0 ? Int(exactly: product.significand) : nil
    } catch {
      return nil
    }
  }

  private static func url(
    _ text: String, _ bound: URLBound, _ unfit: (String) -> ConfigurationFailure.Reason
  ) throws(ConfigurationFailure.Reason) -> String {
    let url: BaseURL
    do throws(BaseURL.Failure) {
      url = try BaseURL(text)
    } catch {
      throw unfit("the address of a server: \(error)")
    }
    if bound == .exchange, !url.isEncrypted, !url.isLoopback {
      throw unfit("https, since signed requests go there; http is for this machine itself")
    }
    return url.description
  }

  private static func isPath(_ text: String) -> Bool {
    text.hasPrefix("/") && text.utf8.count <= pathByteCountMax && !text.utf8.contains(0)
  }

  private static func isKeyID(_ text: String) -> Bool {
    (1...keyIDByteCountMax).contains(text.utf8.count)
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  private static func isWord(_ text: String) -> Bool {
    (1...wordByteCountMax).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x21..<0x7F).contains($0) && $0 != 0x22 && $0 != 0x27 && $0 != 0x5C }
  }

  private static func selection(
    _ text: String, _ unfit: (String) -> ConfigurationFailure.Reason
  ) throws(ConfigurationFailure.Reason) -> String {
    do throws(ToolSelection.Failure) {
      _ = try ToolSelection.tools(text, from: Catalog.tools)
      return text
    } catch {
      let nearest = error.nearest.map { "; did you mean \($0)?" } ?? ""
      let word = ShownValue.quoted(error.word)
      throw unfit("names of tools and groups, and \(word) is none\(nearest)")
    }
  }
}
