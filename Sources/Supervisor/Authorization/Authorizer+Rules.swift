public import Wire

extension Authorizer {
  /// An authorizer by the launcher's rules.
  ///
  /// - Parameter listening: the address that the server listens on, such as `http://127.0.0.1:8000/mcp`; the
  ///   resource's where the operator names no other.
  public init(_ rules: AccessRules, listening: String) {
    self.init(issuer: rules.issuer, resource: rules.resource.isEmpty ? listening : rules.resource)
    follow(rules, before: nil)
  }

  /// Takes other rules, from the next request on. Only files change while a server runs; what depends on the
  /// rest stays as it was.
  public mutating func follow(_ rules: AccessRules, before: AccessRules?) {
    troubles = []
    var table = TokenTable()
    if !rules.tokens.isEmpty {
      do throws(TokenTable.Failure) {
        table = try TokenTable(rules.tokens)
      } catch {
        troubles.append("the file of tokens cannot be used, and none of its tokens is good: \(error)")
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
