internal import Authorization
internal import Configuration
internal import LinuxIO
internal import Verification

extension Doctor {
  /// Who is let in over HTTP: the file of tokens, and the public keys of another issuer.
  func accessFindings() -> [Finding] {
    tokenFindings() + issuerFindings()
  }

  private func tokenFindings() -> [Finding] {
    let configuration = options.configurationFile ?? ConfigurationFile.usualPath(environment: environment)
    guard let path = configuration.flatMap({ ConfigurationFile.tokensPath(besideConfiguration: $0) }) else {
      return []
    }
    guard WholeFile.isThere(path) else {
      return [.good(.access, "there are no tokens: nobody is let in over HTTP by one")]
    }
    if let problem = Libcrypto.problem() {
      return [
        .problem(
          .access, "\(path) cannot be read, since libcrypto cannot be opened: \(problem)",
          "It is Debian's libssl3: apt-get install libssl3")
      ]
    }
    do throws(TokenFile.Failure) {
      let table = try TokenFile(path: path).table()
      return [Self.finding(of: table, path)]
    } catch {
      return [.problem(.access, "\(path) lets nobody in: \(error)", error.suggestion(path))]
    }
  }

  private static func finding(of table: TokenTable, _ path: String) -> Finding {
    let now = EventLoop.wallClockMilliseconds / 1_000
    let expired = table.entries.count { $0.isExpired(nowSeconds: now) }
    let count = table.entries.count
    let words =
      "\(path) has \(count) \(count == 1 ? "token" : "tokens")" + (expired == 0 ? "" : ", \(expired) expired")
    do throws(PrivateFailure) {
      _ = try KeyFile.look(at: path)
    } catch {
      // What a server believes it believes all the same; what is in it is digests, names and scopes.
      guard case .openToOthers(let mode) = error else { return .good(.access, words) }
      return .doubt(
        .access, "\(words), and others may read who they are (mode \(String(mode, radix: 8)))",
        "Close it: chmod 600 \(ShellWord.quoted(path))")
    }
    return .good(.access, words)
  }

  private func issuerFindings() -> [Finding] {
    let access = options.configuration.access
    guard options.configurationFailure == nil, let issuer = access.issuer else { return [] }
    if let problem = IssuerKeys.problem(of: access) {
      return [
        .problem(
          .access, problem,
          "Put the issuer's public keys there (its JWKS document), in a file that only you or root can write."
        )
      ]
    }
    return [.good(.access, "the public keys of \(issuer) can be used")]
  }
}
