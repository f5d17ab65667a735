internal import LinuxIO

/// What clients are offered at the moment, for all who describe the server.
@LoopActor
final class Offered {
  var configuration: GatewayConfiguration

  init(_ configuration: GatewayConfiguration) {
    self.configuration = configuration
  }
}
