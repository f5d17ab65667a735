import Authorization
import Catalog
import LinuxIO
import Log
import Transports
import Values
import Verification

/// `bulkhead internal-gateway`: what the launcher starts. Not for people.
enum GatewayProgram {
  /// The number that the launcher gives the control socket.
  static let controlDescriptor: Int32 = 4
  /// The number of the socket that clients connect to, where they come over HTTP.
  static let listenerDescriptor: Int32 = 3

  static func run(_ arguments: [String]) -> Never {
    do throws(SystemFailure) {
      // First of all: nothing that prints by mistake may reach the protocol.
      let output = try CurrentProcess.takeStandardOutput()
      let input = try CurrentProcess.takeStandardInput()
      try CurrentProcess.harden(diesWithParent: true)
      CurrentProcess.leaveSignalsToLauncher()
      guard let control = CurrentProcess.inherited(controlDescriptor),
        let configuration = configuration(from: arguments)
      else {
        StandardStream.error.write("bulkhead: internal-gateway is started by bulkhead serve, not by hand\n")
        CurrentProcess.exit(.usage)
      }
      if let settings = networkSettings(from: arguments) {
        try run(configuration, settings, control: control.release())
      }
      try GatewayDoors.shut(output: output.number)
      run(configuration, control: control.release(), input: input.release(), output: output.release())
    } catch {
      StandardStream.error.write("bulkhead: gateway: \(error)\n")
      CurrentProcess.exit(.ownFault)
    }
  }

  private static func configuration(from arguments: [String]) -> GatewayConfiguration? {
    var values: [String: String] = [:]
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      values[arguments[index]] = arguments[index + 1]
    }
    guard let venue = values["--venue"].flatMap({ Venue(rawValue: $0) }),
      let timeout = values["--call-timeout-ms"].flatMap({ Int($0) }), timeout > 0,
      let level = values["--log-level"].flatMap({ Logger.Level(name: $0) })
    else { return nil }
    let roles = (values["--roles"] ?? "market").split(separator: ",").compactMap { name in
      Role.allCases.first { $0.name == name }
    }
    let tools: [Tool]
    do throws(ToolSelection.Failure) {
      tools = try ToolSelection.tools(
        values["--tools"],
        from: ToolListing(roles: roles, venue: venue, mayTrade: values["--trading"] == "on").tools)
    } catch {
      return nil
    }
    var configuration = GatewayConfiguration(
      venue: venue, callTimeoutMilliseconds: timeout, logLevel: level, tools: tools, roles: roles,
      accountRole: values["--account-role"] == Role.trading.name ? .trading : .account,
      version: Version.text)
    configuration.toolSelection = values["--tools"]
    return configuration
  }

  /// What the launcher says of clients that come over HTTP; `nil` when the client is on standard streams.
  private static func networkSettings(from arguments: [String]) -> HTTPTransportSettings? {
    var settings: HTTPTransportSettings?
    var (hosts, origins, proxies): ([String], [String], [String]) = ([], [], [])
    var demandsToken = true
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      let value = arguments[index + 1]
      switch arguments[index] {
      case "--listen": settings = HTTPTransportSettings(boundAddress: value, demandsToken: true)
      case "--allowed-host": hosts.append(value)
      case "--allowed-origin": origins.append(value)
      case "--trusted-proxy": proxies.append(value)
      case "--tokens": demandsToken = value != "off"
      default: continue
      }
    }
    settings?.allowedHosts = hosts
    settings?.allowedOrigins = origins
    settings?.trustedProxies = proxies
    settings?.demandsToken = demandsToken
    return settings
  }

  private static func run(
    _ configuration: GatewayConfiguration, _ settings: HTTPTransportSettings, control: Int32
  ) throws(SystemFailure) -> Never {
    guard let socket = CurrentProcess.inherited(listenerDescriptor) else { CurrentProcess.exit(.usage) }
    let listener = socket.release()
    var settings = settings
    settings.connectionCountMax = try GatewayDoors.shutOverHTTP()
    let wanted = settings
    CurrentProcess.run {
      let logger = Logger(process: "gateway", level: configuration.logLevel)
      if wanted.demandsToken, let problem = Libcrypto.problem() {
        logger.error("no token can be checked without libcrypto of OpenSSL 3, Debian's libssl3: \(problem)")
        return .ownFault
      }
      do throws(SystemFailure) {
        let gateway = Gateway(
          configuration, control: try Channel(OwnedDescriptor(owning: control)),
          listener: try TCPListener(adopting: OwnedDescriptor(owning: listener)), wanted,
          authorizer: Authorizer(), logger: logger)
        return await gateway.run()
      } catch {
        logger.error("cannot use the socket of the clients: \(error)")
        return .ownFault
      }
    }
  }

  private static func run(
    _ configuration: GatewayConfiguration, control: Int32, input: Int32, output: Int32
  ) -> Never {
    CurrentProcess.run {
      let logger = Logger(process: "gateway", level: configuration.logLevel)
      do throws(SystemFailure) {
        let gateway = Gateway(
          configuration, control: try Channel(OwnedDescriptor(owning: control)),
          input: try Channel(OwnedDescriptor(owning: input)),
          output: try Channel(OwnedDescriptor(owning: output)), logger: logger)
        return await gateway.run()
      } catch {
        logger.error("cannot use the streams of the client: \(error)")
        return .ownFault
      }
    }
  }
}
