import Authorization
import Catalog
import ConformanceFixtures
import LinuxIO
import Log
import MCP
import Transports
import Values

/// `bulkhead-conformance [PORT]`: what the official conformance suite expects, over HTTP on 127.0.0.1, on the
/// same protocol core and transport as the product. It holds nothing and reaches nobody, so it asks for no
/// token; it is not shipped.
@LoopActor
enum ConformanceProgram {
  static let address = "127.0.0.1"

  static func run(_ arguments: [String]) async -> ExitCode {
    guard let port = Int(arguments.first ?? "0"), (0...65_535).contains(port) else {
      StandardStream.error.write("usage: bulkhead-conformance [PORT]\n")
      return .usage
    }
    do {
      try CurrentProcess.harden(diesWithParent: false)
      let listener = try TCPListener(address: address, port: port)
      StandardStream.error.write(
        "bulkhead-conformance listens on http://\(address):\(listener.port)\(HTTPTransport.path)\n")
      let transport = HTTPTransport(
        HTTPTransportSettings(boundAddress: address, demandsToken: false), listener: listener,
        authorizer: Authorizer(), logger: Logger(process: "conformance", level: .notice)
      ) { _ in ConformanceFeatures.server }
      let desk = try FixtureDesk(transport)
      transport.connect(Self.noCalls, host: desk.hostDesk)
      try await transport.run()
      return .success
    } catch {
      StandardStream.error.write("bulkhead-conformance: \(error)\n")
      return .ownFault
    }
  }

  /// There is no tool of the catalogue here.
  private static let noCalls = CallDesk(submit: { _, _, _, _ in }, cancel: { _ in }, confirmed: { _, _ in })
}
