public import Configuration
internal import LinuxIO
internal import Wire

/// Where it is written down who is let in over the network, and how it is read.
public struct AccessPlan: Sendable {
  /// Why there can be none.
  public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a sentence without a full stop.
    public let description: String
  }

  /// What the files say now, and what is wrong with them.
  struct Reading: Equatable {
    var rules: AccessRules
    /// Sentences for the log.
    var troubles: [String] = []
  }

  /// Everything that does not change while the server runs.
  private let fixed: AccessRules
  private let tokensPath: String?
  private let keysPath: String?

  /// - Parameters:
  ///   - access: what the configuration file says.
  ///   - configurationPath: the configuration file that is in use; `nil` when there is none. The tokens lie
  ///     beside it, or where it would usually be.
  ///   - environment: looks a variable up.
  /// - Throws: when the issuer's tokens could not be judged by what the file says.
  public init(
    _ access: Configuration.Access, configurationPath: String?, environment: (String) -> String?
  ) throws(Failure) {
    let path = configurationPath ?? ConfigurationFile.usualPath(environment: environment)
    try self.init(access, tokensPath: path.flatMap { ConfigurationFile.tokensPath(besideConfiguration: $0) })
  }

  init(_ access: Configuration.Access, tokensPath: String?) throws(Failure) {
    if let gap = access.gap { throw Failure(description: gap) }
    var rules = AccessRules()
    rules.resource = access.resource ?? ""
    if let most = access.callsPerMinuteMax { rules.callsPerMinuteMax = UInt32(clamping: most) }
    if let most = access.callsAtOnceMax { rules.callsAtOnceMax = UInt16(clamping: most) }
    if let issuer = access.issuer, let audience = access.audience ?? access.resource {
      rules.issuer = IssuerSetting(
        issuer: issuer, audience: audience, scopeClaim: access.scopeClaim ?? IssuerSetting.usualScopeClaim,
        scopePrefix: access.scopePrefix ?? "")
    }
    fixed = rules
    self.tokensPath = tokensPath
    keysPath = access.keysFile
  }

  /// Reads the files, with all checks of who could have written them. What may not be believed counts as
  /// empty: then nobody is let in by it.
  ///
  /// - Parameter trusted: a folder that is taken for trustworthy, with all above it; for tests.
  func read(trusting trusted: String = "/") -> Reading {
    var reading = Reading(rules: fixed)
    if let tokensPath {
      let absent = "there are no tokens yet; make one: bulkhead token new"
      reading.rules.tokens = Self.bytes(tokensPath, trusted, absent: absent, &reading.troubles)
      reading.rules.hasUntrustedTokens =
        reading.rules.tokens.isEmpty && reading.troubles.contains { $0 != absent }
    } else {
      reading.troubles.append("nothing says where the tokens are: neither HOME nor --config is given")
    }
    if let keysPath {
      reading.rules.keys = Self.bytes(
        keysPath, trusted, absent: "\(keysPath), which authorization.jwks_file names, is not there",
        &reading.troubles)
    }
    return reading
  }

  private static func bytes(
    _ path: String, _ trusted: String, absent: String, _ troubles: inout [String]
  ) -> [UInt8] {
    do throws(TrustFailure) {
      return try TrustedFile.read(path, byteCountMax: AccessRules.fileByteCountMax, trusting: trusted)
    } catch {
      troubles.append(
        error.isAbsence ? absent : "\(path) lets nobody in: \(error.place) \(error.description)")
      return []
    }
  }
}
