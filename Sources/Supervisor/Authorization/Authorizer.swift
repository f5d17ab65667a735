public import Catalog
internal import Verification

/// Judges who sends a request, by its `Authorization` field and by nothing else. Pure: the time and the
/// files' contents are passed in.
///
/// Fails closed: without a table of tokens, or with one that cannot be read, nobody is let in.
public struct Authorizer: Sendable {
  private let challenge: Challenge
  private var tokens = TokenTable()

  /// - Parameter metadataURL: where the metadata of this resource is (RFC 9728); `nil` when there are none.
  public init(metadataURL: String? = nil) {
    challenge = Challenge(metadataURL: metadataURL)
  }

  /// Takes another table of tokens, from the next request on.
  public mutating func replace(_ tokens: TokenTable) {
    self.tokens = tokens
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
    guard BearerToken.isOne(token) else { return .refused(challenge.invalid("The token is not known.")) }
    guard let entry = tokens.entry(of: Fingerprint(of: token.span)),
      let principal = Principal(name: entry.name, scopes: entry.scopes)
    else {
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
    tokens.entries.contains {
      $0.name == principal.name && $0.scopes == principal.scopes && !$0.isExpired(nowSeconds: nowSeconds)
    }
  }

  /// Whether somebody may use a tool.
  public static func permits(_ tool: Tool, _ principal: Principal) -> Bool { principal.permits(tool) }

  /// How a call of a tool is turned away whose scope somebody does not have; `nil` when he has it.
  public func refusal(of tool: Tool, for principal: Principal) -> Refusal? {
    guard !principal.permits(tool), let scope = tool.scope else { return nil }
    return challenge.insufficient(scope)
  }
}
