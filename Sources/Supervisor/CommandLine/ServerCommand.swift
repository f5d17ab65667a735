/// A server as a client's configuration names it: a program, its arguments, its environment.
public struct ServerCommand: Sendable, Equatable {
  /// Absolute path of the program.
  public var path: String
  /// The arguments behind the program's name.
  public var arguments: [String]
  /// The whole environment, as NAME=value.
  public var environment: [String]
  /// Descriptors of this process that become 3, 4, … of the server: pages of keys, which it holds and does
  /// not read.
  public var pages: [Int32] = []

  /// The number of the first of them there.
  public static let firstPageDescriptor: Int32 = 3

  /// A command.
  public init(path: String, arguments: [String], environment: [String] = ClientEnvironment.entries()) {
    self.path = path
    self.arguments = arguments
    self.environment = environment
  }
}
