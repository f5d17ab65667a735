public import Wire

extension Authorizer {
  /// An authorizer by the launcher's rules.
  public init(_ rules: AccessRules) {
    self.init(issuer: rules.issuer, resource: rules.resource)
    follow(rules, before: nil)
  }

  /// Takes other rules, from the next request on. Only files change while a server runs; what depends on the
  /// rest stays as it was.
  public mutating func follow(_ rules: AccessRules, before: AccessRules?) {
    troubles = []
    var table = TokenTable()
    areRevocationsKnown = !rules.hasUntrustedTokens
    if !rules.tokens.isEmpty {
      do throws(TokenTable.Failure) {
        table = try TokenTable(rules.tokens)
      } catch {
        areRevocationsKnown = false
        troubles.append(
          "the file of tokens cannot be used, and no token is good, an issuer's neither: \(error)")
      }
    }
    replace(table)
    guard rules.issuer != nil, rules.keys != before?.keys else { return }
    var set = JSONWebKeySet()
    if !rules.keys.isEmpty {
      do throws(JSONWebKeySet.Failure) {
        set = try JSONWebKeySet(rules.keys)
      } catch {
        troubles.append("the issuer's keys cannot be used, and none of its tokens is good: \(error)")
      }
    }
    replace(set)
  }
}
