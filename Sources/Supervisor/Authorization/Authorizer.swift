public import Catalog
internal import Verification
public import Wire

/// Judges who sends a request, by its `Authorization` field and by nothing else. Pure: the time and the
/// files' contents are passed in.
///
/// Fails closed: without a table of tokens, or with one that cannot be read, nobody is let in.
public struct Authorizer: Sendable {
  /// What OAuth clients are told; `nil` without an issuer.
  public let metadata: ResourceMetadata?
  /// What was wrong with the launcher's rules, as sentences for the log; empty when nothing was.
  public internal(set) var troubles: [String] = []
  private let challenge: Challenge
  private var tokens = TokenTable()
  private var issued: IssuedTokens?
  /// Whether it is known what is revoked: without that no issuer's token is good.
  var areRevocationsKnown = true

  /// An authorizer that lets nobody in yet.
  ///
  /// - Parameters:
  ///   - issuer: whose tokens are taken beside those of the table; `nil` for nobody's.
  ///   - resource: the address that clients reach this server by, such as `https://desk.example/mcp`.
  public init(issuer: IssuerSetting? = nil, resource: String = "") {
    issued = issuer.map { IssuedTokens($0, keys: JSONWebKeySet(), revoked: []) }
    metadata = issuer.map { ResourceMetadata(resource: resource, $0) }
    challenge = Challenge(metadataURL: metadata?.url, scopePrefix: issuer?.scopePrefix ?? "")
  }

  /// Takes another table of tokens, from the next request on, and what it says of the issuer's.
  public mutating func replace(_ tokens: TokenTable) {
    self.tokens = tokens
    let names = revokedNames
    issued?.revoke(names)
  }

  private var revokedNames: Set<String> { Set(tokens.revocations.map(\.name)) }

  /// Takes another set of the issuer's keys, from the next request on; what was let in by a key that is not
  /// there any more, or is another one, counts no more. Does nothing without an issuer.
  public mutating func replace(_ keys: JSONWebKeySet) {
    issued?.replace(keys)
  }

  /// Judges a request.
  ///
  /// - Parameters:
  ///   - authorization: the values of all its `Authorization` fields, in their order, blanks around them
  ///     taken away; empty when it has none.
  ///   - nowSeconds: since 1970.
  public mutating func judge(authorization: [ArraySlice<UInt8>], nowSeconds: Int) -> Judgement {
    switch BearerField(authorization) {
    case .absent: .refused(challenge.missing())
    case .malformed(let why): .refused(challenge.malformed(why))
    case .token(let token): judge(token, nowSeconds)
    }
  }

  private mutating func judge(_ token: ArraySlice<UInt8>, _ nowSeconds: Int) -> Judgement {
    if !BearerToken.isOne(token) {
      guard let verdict = issued?.judge(token, nowSeconds: nowSeconds) else {
        return .refused(challenge.invalid("The token is not known."))
      }
      guard areRevocationsKnown else {
        return .refused(challenge.invalid("Which tokens are revoked is not known; the log says why."))
      }
      switch verdict {
      case .granted(let principal) where principal.scopes.isEmpty: return .refused(challenge.useless())
      case .granted(let principal): return .granted(principal)
      case .refused(let why): return .refused(challenge.invalid(why))
      }
    }
    guard let entry = tokens.entry(of: Fingerprint(of: token.span)), let principal = entry.principal else {
      return .refused(challenge.invalid("The token is not known, or was revoked."))
    }
    guard !entry.isExpired(nowSeconds: nowSeconds) else {
      return .refused(challenge.invalid("The token has expired."))
    }
    return .granted(principal)
  }

  /// Whether somebody who was let in before would be now, with what he may do now: for streams that are open
  /// longer than a token lives.
  public func isStillGood(_ principal: Principal, nowSeconds: Int) -> Bool {
    let isOfTable = tokens.entries.contains {
      $0.name == principal.name && $0.principal == principal && !$0.isExpired(nowSeconds: nowSeconds)
    }
    if isOfTable { return true }
    return areRevocationsKnown && issued?.isStillGood(principal, nowSeconds: nowSeconds) ?? false
  }

  /// How a request is turned away that needs scopes which somebody does not have; `nil` when he has them all.
  public func refusal(needing scopes: ScopeSet, of principal: Principal) -> Refusal? {
    let missing = scopes.subtracting(principal.scopes)
    return missing.isEmpty ? nil : challenge.insufficient(missing, held: principal.scopes)
  }
}
