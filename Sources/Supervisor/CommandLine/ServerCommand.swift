/// A server as a client's configuration names it: a program, its arguments, its environment.
public struct ServerCommand: Sendable, Equatable {
  /// Absolute path of the program.
  public var path: String
  /// The arguments behind the program's name.
  public var arguments: [String]
  /// The whole environment, as NAME=value.
  public var environment: [String]

  /// A command.
  public init(path: String, arguments: [String], environment: [String] = ClientEnvironment.entries()) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
  }
}
