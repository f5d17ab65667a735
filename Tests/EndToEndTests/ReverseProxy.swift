import Foundation
import TestSupport
import Testing

/// A proxy whose configuration ships.
enum ReverseProxy: String, CaseIterable {
  case nginx
  case caddy

  var program: String { self == .nginx ? "/usr/sbin/nginx" : "/usr/bin/caddy" }
  var file: String { self == .nginx ? "deploy/nginx.conf" : "deploy/Caddyfile" }

  /// Those that are there; says which are not. `apt-get install nginx-light caddy` brings both.
  static let installed = allCases.filter { kind in
    let isInstalled = FileManager.default.isExecutableFile(atPath: kind.program)
    if !isInstalled { print("not checked here: \(kind.file), since there is no \(kind.rawValue)") }
    return isInstalled
  }

  /// The configuration that ships, on other ports and without the certificate.
  private func configuration(_ scratch: ScratchFolder, port: UInt16, server: UInt16) throws -> String {
    let shipped = try String(
      contentsOf: Repository.root.appendingPathComponent(file), encoding: .utf8
    ).replacingOccurrences(of: "127.0.0.1:8000", with: "127.0.0.1:\(server)")
    switch self {
    case .nginx:
      let site = shipped.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
        !line.contains("ssl_") && !line.contains("[::]")
      }.joined(separator: "\n")
        .replacingOccurrences(of: "listen 443 ssl;", with: "listen 127.0.0.1:\(port);")
      let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { name in
        "\(name)_temp_path \(scratch.path(name));"
      }.joined(separator: "\n")
      return """
        daemon off; master_process off; pid \(scratch.path("pid")); error_log stderr warn;
        events { worker_connections 64; }
        http { access_log off; \(paths)
        \(site)
        }
        """
    case .caddy:
      let site = shipped.replacingOccurrences(
        of: "\nmcp.example.com {", with: "\nhttp://mcp.example.com:\(port) {\n\tbind 127.0.0.1")
      return "{\n\tadmin off\n\tauto_https off\n}\n\(site)"
    }
  }

  private func start(_ file: String, _ scratch: ScratchFolder) throws -> ProgramUnderTest {
    switch self {
    case .nginx: try ProgramUnderTest(program, ["-c", file, "-p", scratch.path("")])
    case .caddy:
      try ProgramUnderTest(
        program, ["run", "--config", file, "--adapter", "caddyfile"],
        environment: ["HOME": scratch.path("")])
    }
  }

  /// Starts it in front of a server, and waits until it listens.
  func start(
    _ scratch: ScratchFolder, _ server: HTTPServerUnderTest
  ) throws -> (proxy: ProgramUnderTest, port: UInt16) {
    let port = try LoopbackSocket.unusedPort()
    let text = try configuration(scratch, port: port, server: server.port)
    let file = try scratch.write(Data(text.utf8), as: "configuration")
    let proxy = try start(file, scratch)
    try proxy.wait(for: "the proxy") {
      // Not there yet is what is waited for.
      guard let descriptor = try? LoopbackSocket.connected(port: port) else {
        #expect(!proxy.isEnded, "\(proxy.errorText)")
        return proxy.isEnded
      }
      close(descriptor)
      return true
    }
    return (proxy, port)
  }
}
