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
    let takesName = action == "revoke" || action == "restore"
    if !takesName, let word = words.others.first {
      throw UsageFailure(
        "token \(action) takes no word \(TerminalText.quoted(word))", suggestion: "Try: bulkhead help token")
    }
    switch action {
    case "new":
      request = .new(
        name: try Self.name(words.value(.name)), scopes: try Self.scopes(words.value(.scope)),
        lifeSeconds: try Self.lifeSeconds(words.value(.expires)))
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

  private static func name(_ text: String?) throws(UsageFailure) -> String {
    guard let text else {
      throw UsageFailure(
        "token new needs a name", suggestion: "For example: bulkhead token new --name desk --scope market")
    }
    guard TokenFile.isName(text) else {
      throw UsageFailure(
        "\(TerminalText.quoted(text)) cannot name a token: 1 to 32 small letters, digits, dots, dashes and "
          + "underscores, and none of the server's own names", suggestion: "For example: --name desk")
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
    for word in text.split(separator: ",", omittingEmptySubsequences: false).map({ String($0) }) {
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
