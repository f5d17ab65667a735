import Authorization
import Catalog
import Foundation
import Signing
import Testing
import Verification
import Wire

@Suite struct `Tokens of an issuer` {
  private func judged(
    _ token: [UInt8], _ setting: IssuerSetting = Issuer.setting, now: Int = Issuer.now
  ) throws -> Judgement {
    var authorizer = try Issuer.authorizer(setting)
    return authorizer.judge(authorization: [(Array("Bearer ".utf8) + token)[...]], nowSeconds: now)
  }

  private func principal(
    _ token: [UInt8], _ setting: IssuerSetting = Issuer.setting, now: Int = Issuer.now
  ) throws -> Principal? {
    if case .granted(let principal) = try judged(token, setting, now: now) { principal } else { nil }
  }

  private func status(_ token: [UInt8], now: Int = Issuer.now) throws -> Int {
    if case .refused(let refusal) = try judged(token, now: now) { refusal.status } else { 200 }
  }

  @Test(arguments: [IssuedSamples.rs256, IssuedSamples.es256]) func `a token that OpenSSL signed is taken`(
    token: String
  ) throws {
    let alice = try #require(Principal(name: "oauth:alice", scopes: ScopeSet([.market, .account])))
    #expect(try principal(Array(token.utf8)) == alice)
    #expect(try principal(Array(token.utf8), now: 2_000_003_630) == nil)
  }

  @Test func `a token of Ed25519 is taken, again and until its end`() throws {
    var authorizer = try Issuer.authorizer()
    let field = (Array("Bearer ".utf8) + (try Issuer.token()))[...]
    let alice = try #require(Principal(name: "oauth:alice", scopes: ScopeSet([.market, .account])))
    for moment in [1_999_999_970, Issuer.now, Issuer.now, 2_000_003_629] {
      #expect(authorizer.judge(authorization: [field], nowSeconds: moment) == .granted(alice))
      #expect(authorizer.isStillGood(alice, nowSeconds: moment))
    }
    for moment in [2_000_003_630, 1_999_999_969, 0] {
      #expect(authorizer.judge(authorization: [field], nowSeconds: moment) != .granted(alice))
      #expect(!authorizer.isStillGood(alice, nowSeconds: moment))
    }
    authorizer.replace(try Issuer.keys(Issuer.rsaKey))
    #expect(authorizer.judge(authorization: [field], nowSeconds: Issuer.now) != .granted(alice))
    #expect(!authorizer.isStillGood(alice, nowSeconds: Issuer.now))
  }

  @Test func `another set of keys ends what its own key would not judge any more, and nothing else`() throws {
    let rotated = Issuer.edKey.replacingOccurrences(of: "ed-1", with: "ed-2")
    let replaced = Issuer.rsaKey.replacingOccurrences(of: "rsa-1", with: "ed-1")
    let other = Issuer.edKey.replacingOccurrences(of: #""x":"11"#, with: #""x":"12"#)
    for (keys, isStillGood) in [
      ([Issuer.edKey, Issuer.rsaKey], true), ([Issuer.edKey, rotated, Issuer.ecKey], true),
      ([rotated], false), ([replaced], false), ([Issuer.ecKey, other], false),
    ] {
      var authorizer = try Issuer.authorizer()
      let field = (Array("Bearer ".utf8) + (try Issuer.token()))[...]
      guard case .granted(let alice) = authorizer.judge(authorization: [field], nowSeconds: Issuer.now) else {
        Issue.record("refused")
        return
      }
      authorizer.replace(try JSONWebKeySet(Array(#"{"keys":[\#(keys.joined(separator: ","))]}"#.utf8)))
      #expect(authorizer.isStillGood(alice, nowSeconds: Issuer.now) == isStillGood, "\(keys)")
      let again = authorizer.judge(authorization: [field], nowSeconds: Issuer.now)
      #expect((again == .granted(alice)) == isStillGood, "\(keys)")
    }
  }

  @Test func `many tokens of others end nobody's streams`() throws {
    var authorizer = try Issuer.authorizer()
    let field = (Array("Bearer ".utf8) + (try Issuer.token()))[...]
    guard case .granted(let alice) = authorizer.judge(authorization: [field], nowSeconds: Issuer.now) else {
      Issue.record("refused")
      return
    }
    // One person with a new token a second, until more were seen than are remembered.
    for number in 0..<4_200 {
      let token = try Issuer.token(Issuer.claims(without: "sub", #""sub":"bob","jti":"\#(number)""#))
      let judged = authorizer.judge(
        authorization: [(Array("Bearer ".utf8) + token)[...]], nowSeconds: Issuer.now)
      guard case .granted = judged else {
        Issue.record("refused")
        return
      }
    }
    #expect(authorizer.isStillGood(alice, nowSeconds: Issuer.now))
  }

  @Test func `claims that are wrong or missing are refused`() throws {
    for name in ["iss", "aud", "sub", "exp"] {
      #expect(try status(Issuer.token(Issuer.claims(without: name))) == 401, "without \(name)")
    }
    let wrong = [
      "iss": [
        #""https://issuer.example/""#, #""https://ISSUER.example""#, #"["https://issuer.example"]"#, "1",
      ],
      "aud": [#""https://desk.example""#, #"["https://other.example"]"#, "[]", #"{"a":"b"}"#, "null"],
      "sub": [#""""#, "7", "null", #""\#(String(repeating: "a", count: 256))""#],
      "exp": ["1999999999", #""2000003600""#, "2e9", "-1", "null", "99999999999999999999", "2000003600.5x"],
      "nbf": ["2000000131", #""1""#, "null", "1e3"], "iat": ["2000000131", "true"],
    ]
    for (name, values) in wrong {
      for value in values {
        let claims = Issuer.claims(without: name, "\"\(name)\":\(value)")
        #expect(try status(Issuer.token(claims)) == 401, "\(name) \(value)")
      }
    }
    #expect(try status(Issuer.token(Issuer.claims("\"iss\":\"https://issuer.example\""))) == 401, "iss twice")
  }

  @Test func `an audience may be one of several, and times may have fractions`() throws {
    let claims = Issuer.claims(
      without: "aud", #""aud":["https://other.example","https://desk.example/mcp"]"#)
    #expect(try principal(Issuer.token(claims)) != nil)
    #expect(try principal(Issuer.token(Issuer.claims(without: "exp", #""exp":2000003600.75"#))) != nil)
    #expect(try principal(Issuer.token(Issuer.claims(without: "nbf"))) != nil)
  }

  @Test func `no algorithm but the three is taken, whatever the signature is`() throws {
    for name in ["none", "None", "nOnE", "", "HS256", "HS512", "RS384", "PS256", "ES384", "eddsa", "EdDSA "] {
      let header = #"{"alg":"\#(name)","kid":"ed-1"}"#
      #expect(try status(Issuer.unsigned(header: header)) == 401, "\(name), no signature")
      #expect(try status(Issuer.token(header: header)) == 401, "\(name)")
    }
    for header in [#"{"kid":"ed-1"}"#, #"{"alg":null}"#, #"{"alg":["EdDSA"]}"#, "[]", "{}", "", "\u{FEFF}{}"]
    {
      #expect(try status(Issuer.token(header: header)) == 401, "\(header)")
    }
    // The old trick: the public key as the secret of an HMAC.
    let header = #"{"alg":"HS256","kid":"rsa-1"}"#
    let code = try HMACSHA256(Secret(copying: Array(IssuedSamples.rsaModulus.utf8).span))
    let signed = Issuer.unsigned(header: header).dropLast()
    code.update(Array(signed).span)
    #expect(try status(Issuer.unsigned(header: header, signature: code.finish())) == 401)
  }

  @Test func `a token names its key, and no header leads anywhere else`() throws {
    for header in [
      #"{"alg":"EdDSA","kid":"rsa-1"}"#, #"{"alg":"EdDSA","kid":"none"}"#, #"{"alg":"EdDSA","kid":1}"#,
      #"{"alg":"RS256","kid":"ed-1"}"#, #"{"alg":"EdDSA","kid":"ed-1","crit":["exp"]}"#,
      #"{"alg":"EdDSA","kid":"ed-1","b64":false}"#, #"{"alg":"EdDSA","kid":"ed-1","typ":"logout+jwt"}"#,
      #"{"alg":"EdDSA","kid":"ed-1","typ":"dpop+jwt"}"#, #"{"alg":"EdDSA","kid":"ed-1","alg":"EdDSA"}"#,
      #"{"alg":"EdDSA","kid":"\#(String(repeating: "k", count: 257))"}"#,
    ] {
      #expect(try status(Issuer.token(header: header)) == 401, "\(header)")
    }
    for header in [
      #"{"alg":"EdDSA"}"#, #"{"alg":"EdDSA","kid":"ed-1","typ":"JWT"}"#,
      #"{"alg":"EdDSA","kid":"ed-1","jku":"https://evil.example/keys","jwk":{"kty":"oct","k":"AA"}}"#,
    ] {
      #expect(try status(Issuer.token(header: header)) == 200, "\(header)")
    }
  }

  @Test func `scopes are read by the words of the operator's issuer`() throws {
    var setting = Issuer.setting
    setting.scopeClaim = "permissions"
    setting.scopePrefix = "bulkhead:"
    let listed = Issuer.claims(
      #""permissions":["bulkhead:trade","market","bulkhead:root","bulkhead:market"]"#)
    #expect(try principal(Issuer.token(listed), setting)?.scopes == ScopeSet([.market, .trade]))
    let written = Issuer.claims(#""permissions":"bulkhead:account  bulkhead:accounts""#)
    #expect(try principal(Issuer.token(written), setting)?.scopes == ScopeSet([.account]))
    // Good for nothing: it is said so, and what is missing.
    for claims in [Issuer.claims(), Issuer.claims(#""permissions":7"#), Issuer.claims(#""permissions":" ""#)]
    {
      guard case .refused(let refusal) = try judged(Issuer.token(claims), setting) else {
        Issue.record("a token without scopes was let in")
        continue
      }
      #expect(refusal.status == 403)
      #expect(refusal.challenge.contains("error=\"insufficient_scope\""))
      #expect(refusal.challenge.contains("scope=\"bulkhead:market\""))
    }
  }

  @Test func `a subject that is no plain text is known by a digest, and never by a token's name`() throws {
    var names: Set<String> = []
    let subjects = [
      "alice", "auth0|5f7c8ec7c33c6c004bbafe82", "desk", "stdio", "a b", "a\\u000ab", "é", "sha256:x", ":",
      String(repeating: "a", count: 255), "\\u202e", "a@b.example",
    ]
    for subject in subjects {
      let token = try Issuer.token(Issuer.claims(without: "sub", #""sub":"\#(subject)""#))
      let name = try #require(try principal(token)?.name)
      #expect(name.hasPrefix("oauth:") && name.utf8.count <= Principal.nameByteCountMax)
      #expect(name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      #expect(!TokenEntry.isName(name))
      names.insert(name)
    }
    #expect(names.count == subjects.count)
    #expect(names.contains("oauth:auth0|5f7c8ec7c33c6c004bbafe82"))
  }

  @Test func `without an issuer, or without its keys, no signed token is taken`() throws {
    let field = (Array("Bearer ".utf8) + (try Issuer.token()))[...]
    var none = Authorizer()
    none.replace(try Issuer.keys(Issuer.edKey))
    var keyless = Authorizer(issuer: Issuer.setting, resource: "https://desk.example/mcp")
    for judgement in [
      none.judge(authorization: [field], nowSeconds: Issuer.now),
      keyless.judge(authorization: [field], nowSeconds: Issuer.now),
    ] {
      guard case .refused(let refusal) = judgement else {
        Issue.record("let in")
        continue
      }
      #expect(refusal.status == 401)
    }
  }

  /// As many as anybody has the time for: `BULKHEAD_MUTATIONS=100000`.
  private static let mutationCount =
    ProcessInfo.processInfo.environment["BULKHEAD_MUTATIONS"].flatMap { Int($0) } ?? 20_000

  @Test func `mutations of good tokens let nobody in`() throws {
    let seed: UInt64 = 0x5EED_0A07
    var random = SplitMix(seed: seed)
    let samples = [Array(IssuedSamples.rs256.utf8), Array(IssuedSamples.es256.utf8), try Issuer.token()]
    var authorizer = try Issuer.authorizer()
    var grantedCount = 0
    for round in 0..<Self.mutationCount {
      let sample = samples[round % samples.count]
      let changed = random.mutated(sample)
      guard changed != sample else { continue }
      let field = (Array("Bearer ".utf8) + changed)[...]
      if case .granted = authorizer.judge(authorization: [field], nowSeconds: Issuer.now) {
        grantedCount += 1
      }
    }
    #expect(grantedCount == 0, "seed \(seed)")
    for sample in samples {
      let field = (Array("Bearer ".utf8) + sample)[...]
      guard case .granted = authorizer.judge(authorization: [field], nowSeconds: Issuer.now) else {
        Issue.record("the sample itself is refused")
        continue
      }
    }
  }
}
