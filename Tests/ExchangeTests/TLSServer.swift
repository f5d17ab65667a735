import Foundation

/// `openssl s_server` on loopback with a certificate of its own making for the name `localhost`.
///
/// It answers GET /api/v3/time from a file, closes the connection after each answer, and tells on its standard output what ALPN came to.
final class TLSServer {
  static let isInstalled = {
    let found = (try? run(["version"])) == 0
    if !found { print("not checked here: TLS, since there is no openssl command") }
    return found
  }()

  let port: Int
  let certificate: String
  private let folder: URL
  private let process = Process()

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "exchange-tls-\(UUID().uuidString)")
    let files = folder.appendingPathComponent("api/v3")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    certificate = folder.appendingPathComponent("certificate.pem").path
    let key = folder.appendingPathComponent("key.pem").path
    let made = try Self.run([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key,
      "-out",
      certificate, "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
    ])
    guard made == 0 else { throw CocoaError(.fileWriteUnknown) }
    try Data("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".utf8).write(
      to: files.appendingPathComponent("time"))
    port = Loopback.closedPort()
    let log = folder.appendingPathComponent("log")
    FileManager.default.createFile(atPath: log.path, contents: nil)
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "openssl", "s_server", "-accept", "127.0.0.1:\(port)", "-cert", certificate, "-key", key, "-alpn",
      "h2,http/1.1", "-HTTP",
    ]
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: log)
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  /// What it has printed.
  var log: String {
    // No log yet is an empty one.
    (try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)) ?? ""
  }

  func stop() {
    process.terminate()
    process.waitUntilExit()
    // Left to the system's cleaning of temporary files when it cannot be removed.
    try? FileManager.default.removeItem(at: folder)
  }

  private static func run(_ arguments: [String]) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["openssl"] + arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
