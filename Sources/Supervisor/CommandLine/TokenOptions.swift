internal import Authorization
internal import Catalog
internal import Configuration

/// What `bulkhead token` was asked for.
public struct TokenOptions: Sendable, Equatable {
  /// What there is to do.
  enum Request: Sendable, Equatable {
    /// Make one. `lifeSeconds` is `nil` for one that lives until it is revoked.
    case new(name: String, scopes: ScopeSet, lifeSeconds: Int?)
    case list
    /// A token of the file by its name, or an issuer's: `oauth:…` for all of one person, `jti:…` for one.
    case revoke(name: String)
    /// Takes an issuer's tokens again.
    case restore(name: String)
  }

  /// The longest life of a token that has an end, in days.
  static let lifeDaysMax = 3_650

  let request: Request
  /// JSON for programs instead of text for people.
  let isJSON: Bool
  /// The file of tokens; `nil` when nothing says where.
  let path: String?

  init(_ words: CommandWords, _ action: String, _ settings: GivenSettings) throws(UsageFailure) {
    isJSON = words.has(.json)
    let usual = ConfigurationFile.usualPath(environment: settings.environment)
    path = (try settings.configurationFile(words) ?? usual).flatMap {
      ConfigurationFile.tokensPath(besideConfiguration: $0)
    }
    let isNew = action == "new"
    for flag in [Flag.name, .scope, .expires] where words.has(flag) && !isNew {
      throw UsageFailure(
        "token \(action) takes no \(flag.rawValue)", suggestion: "Try: bulkhead help token")
    }
    if action == "list", let word = words.others.first {
      throw UsageFailure(
        "token \(action) takes no word \(TerminalText.quoted(word))", suggestion: "Try: bulkhead help token")
    }
    switch action {
    case "new":
      // First, since a space behind one of its commas makes a word too many.
      let scopes = try Self.scopes(words.value(.scope))
      request = .new(
        name: try Self.name(words), scopes: scopes, lifeSeconds: try Self.lifeSeconds(words.value(.expires)))
    case "revoke":
      guard let word = words.others.first, words.others.count == 1 else {
        throw UsageFailure(
          "token revoke needs the name of one token", suggestion: "Their names: bulkhead token list")
      }
      request = .revoke(name: try Self.revocable(word))
    case "restore":
      guard let word = words.others.first, words.others.count == 1, Revocation.isName(word) else {
        throw UsageFailure(
          "token restore needs what was revoked of an issuer's: oauth:NAME or jti:ID",
          suggestion: "They are listed by: bulkhead token list")
      }
      request = .restore(name: word)
    default: request = .list
    }
  }

  /// A name of a token, or one of an issuer's tokens with nothing wrong behind its prefix.
  private static func revocable(_ word: String) throws(UsageFailure) -> String {
    let isIssued = [Revocation.subjectPrefix, Revocation.tokenPrefix].contains { word.hasPrefix($0) }
    guard !isIssued || Revocation.isName(word) else {
      throw UsageFailure(
        "\(TerminalText.quoted(word)) names no issuer's token: oauth: and the name that the audit trail "
          + "has, or jti: and an id of visible ASCII",
        suggestion: "For example: bulkhead token revoke oauth:alice")
    }
    return word
  }

  /// The name of a new token: a word, as `revoke` has it, or `--name`.
  private static func name(_ words: CommandWords) throws(UsageFailure) -> String {
    let example = "For example: bulkhead token new desk --scope market"
    let given = words.others + words.allValues(.name)
    guard let text = given.first else { throw UsageFailure("token new needs a name", suggestion: example) }
    guard given.count == 1 else {
      throw UsageFailure(
        "token new takes one name, a word or \(Flag.name.rawValue), and there is "
          + "\(TerminalText.quoted(given[1])) too", suggestion: example)
    }
    // Behind `--scope market` a word is more likely the next scope than a name.
    if words.others.contains(where: { Scope(rawValue: $0) != nil }) {
      throw UsageFailure(
        "\(TerminalText.quoted(text)) is a scope, and names no token unless \(Flag.name.rawValue) says so",
        suggestion: "Scopes are written with commas: --scope market,account")
    }
    guard TokenFile.isName(text) else {
      throw UsageFailure(
        "\(TerminalText.quoted(text)) cannot name a token: 1 to 32 small letters, digits, dots, dashes and "
          + "underscores, and none of the server's own names", suggestion: example)
    }
    return text
  }

  private static func scopes(_ text: String?) throws(UsageFailure) -> ScopeSet {
    let names = Scope.allCases.map(\.rawValue)
    guard let text else {
      throw UsageFailure(
        "token new needs scopes, of \(names.joined(separator: ", "))",
        suggestion: "For example: --scope market,account")
    }
    var scopes: ScopeSet = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      // In quotes people write a space behind the comma.
      let word = String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      guard !word.isEmpty else {
        throw UsageFailure(
          "--scope \(TerminalText.quoted(text)) has a comma with no scope beside it",
          suggestion: "Write them without spaces, or in quotes: --scope market,account")
      }
      guard let scope = Scope(rawValue: word) else {
        throw UsageFailure(
          "there is no scope \(TerminalText.quoted(word)); there are: \(names.joined(separator: ", "))",
          suggestion: "Did you mean --scope \(NearestWord.find(word, among: names) ?? names[0])?")
      }
      scopes.formUnion(ScopeSet([scope]))
    }
    return scopes
  }

  private static func lifeSeconds(_ text: String?) throws(UsageFailure) -> Int? {
    guard let text else { return nil }
    let units = ["m": 60, "h": 3_600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[String($0)] }), let count = Int(text.dropLast()),
      String(count) == text.dropLast(), (1...lifeDaysMax * 86_400 / unit).contains(count)
    else {
      throw UsageFailure(
        "--expires \(TerminalText.quoted(text)) is no time of minutes, hours or days up to "
          + "\(lifeDaysMax)d", suggestion: "For example: --expires 90d")
    }
    return count * unit
  }
}
