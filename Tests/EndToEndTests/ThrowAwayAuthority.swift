import Foundation

/// A certificate for some host names that vouches for itself, made by openssl for one test and trusted by
/// nobody else.
struct ThrowAwayAuthority: Sendable {
  static let openssl = "/usr/bin/openssl"

  /// False where there is no openssl command; says so.
  static let isPossible: Bool = {
    let isInstalled = FileManager.default.isExecutableFile(atPath: openssl)
    if !isInstalled { print("not checked here: requests behind TLS, since there is no \(openssl)") }
    return isInstalled
  }()

  let certificateFile: String
  let keyFile: String

  init(for hosts: [String], in folder: HomeFolder) throws {
    certificateFile = folder.path("authority.pem")
    keyFile = folder.path("authority.key")
    let names = hosts.map { "DNS:\($0)" }.joined(separator: ",")
    let making = try ProgramUnderTest(
      Self.openssl,
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
        keyFile, "-out", certificateFile, "-days", "2", "-subj", "/CN=bulkhead test", "-addext",
        "subjectAltName=\(names)",
      ])
    guard try making.waitForExit() == 0 else { throw EndToEndFailure.unreadable(making.errorText) }
    // What a worker trusts nobody else may write.
    for file in [certificateFile, keyFile] {
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }
  }
}
