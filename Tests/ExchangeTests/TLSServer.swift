import Foundation
import LinuxIO

/// `openssl s_server` on loopback with a certificate of its own making for the name `localhost`.
///
/// It answers GET /api/v3/time from a file, closes the connection after each answer, and tells on its
/// standard output what ALPN came to.
@LoopActor
final class TLSServer {
  /// False where there is no openssl command; says so once.
  nonisolated static let isInstalled = {
    let isInstalled = WholeFile.isExecutable("/usr/bin/openssl")
    if !isInstalled { print("not checked here: TLS, since there is no /usr/bin/openssl") }
    return isInstalled
  }()

  let port: Int
  let certificate: String
  private let folder: URL
  private let child: ChildProcess

  init() async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "exchange-tls-\(UUID().uuidString)")
    let files = folder.appendingPathComponent("api/v3")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    try Data("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".utf8).write(
      to: files.appendingPathComponent("time"))
    certificate = folder.appendingPathComponent("certificate.pem").path
    let making = try Self.start(
      "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout key.pem "
        + "-out certificate.pem -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost", in: folder)
    let ending = await making.ended()
    guard ending == .exited(0) else { throw CocoaError(.fileWriteUnknown) }
    port = Loopback.closedPort()
    child = try Self.start(
      "s_server -accept 127.0.0.1:\(port) -cert certificate.pem -key key.pem -alpn h2,http/1.1 -HTTP",
      in: folder)
  }

  /// What it has printed.
  var log: String {
    // No log yet is an empty one.
    (try? String(contentsOf: folder.appendingPathComponent("log"), encoding: .utf8)) ?? ""
  }

  func stop() {
    child.kill()
    // Left to the system's cleaning of temporary files when it cannot be removed.
    try? FileManager.default.removeItem(at: folder)
  }

  private static func start(_ arguments: String, in folder: URL) throws -> ChildProcess {
    let log = folder.appendingPathComponent("log")
    try Data().write(to: log)
    let output = try FileHandle(forWritingTo: log)
    let null = try OwnedDescriptor.null()
    return try ChildProcess(
      ChildProcess.Plan(
        path: "/bin/sh",
        arguments: ["sh", "-c", "cd '\(folder.path)' && exec stdbuf -oL /usr/bin/openssl \(arguments)"],
        environment: ["PATH=/usr/bin:/bin", "HOME=/nonexistent"],
        descriptors: [null.number, output.fileDescriptor, null.number]))
  }
}
