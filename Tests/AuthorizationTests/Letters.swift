@testable import Authorization
import Catalog
import Verification

/// A token for tests, with what the server keeps of it.
struct Letters {
  let token: [UInt8]
  let entry: TokenEntry

  init(
    _ name: String = "desk", _ scopes: ScopeSet = ScopeSet([.market]), seed: UInt8 = 1,
    createdSeconds: Int = 1000,
    expirySeconds: Int? = nil
  ) throws {
    let letters = BearerToken.letters(randomBytes: (0..<32).map { UInt8($0) &* 7 &+ seed })
    token = letters
    let made = TokenEntry(
      name: name, scopes: scopes, fingerprint: Fingerprint(of: letters.span), createdSeconds: createdSeconds,
      expirySeconds: expirySeconds)
    guard let made else { throw TokenTable.Failure(description: "no entry") }
    entry = made
  }

  /// The value of the field.
  var field: ArraySlice<UInt8> { (Array("Bearer ".utf8) + token)[...] }

  static func authorizer(_ letters: Letters...) throws -> Authorizer {
    var table = TokenTable()
    for one in letters { try table.add(one.entry) }
    var authorizer = Authorizer()
    authorizer.replace(table)
    return authorizer
  }
}
