internal import Authorization
internal import Configuration
internal import LinuxIO
internal import Verification

/// The file of an issuer's public keys that the configuration file names, looked at as a server does that is
/// reached over HTTP. A server starts without it and lets nobody in by that issuer's tokens, which is hard to
/// see from outside.
enum IssuerKeys {
  /// What is wrong with it, as a sentence without a full stop; `nil` when nothing is, or none is named.
  ///
  /// - Parameter trusted: a folder that is taken for trustworthy, with all above it; for tests.
  static func problem(of access: Configuration.Access, trusting trusted: String = "/") -> String? {
    guard access.issuer != nil, let path = access.keysFile else { return nil }
    let name = "\(path), which authorization.jwks_file names,"
    let bytes: [UInt8]
    do throws(TrustFailure) {
      bytes = try TrustedFile.read(path, byteCountMax: JSONWebKeySet.byteCountMax, trusting: trusted)
    } catch {
      if error.isAbsence { return "\(name) is not there: none of the issuer's tokens is good" }
      return "\(name) lets nobody in: \(error.place) \(error.description)"
    }
    if let problem = Libcrypto.problem() { return "\(name) cannot be judged without libcrypto: \(problem)" }
    do throws(JSONWebKeySet.Failure) {
      _ = try JSONWebKeySet(bytes)
      return nil
    } catch {
      return "\(name) cannot be used, and none of the issuer's tokens is good: \(error.description)"
    }
  }
}
