public import Values

/// A tool that is not in the catalogue: whoever runs the server answers it, in whatever form the protocol
/// has.
///
/// The catalogue's tools answer with an envelope and are checked before they are called. A hosted one is
/// given its request as it came. The conformance server is made of these.
public struct HostedTool: Sendable {
  /// Its name.
  public let name: String
  /// What it does.
  public let description: String
  /// The schema of its arguments.
  public let inputSchema: JSON
  /// What a client must be able to do to call it, by the names of its capabilities.
  public let neededCapabilities: [String]

  /// Describes a tool.
  public init(
    _ name: String, _ description: String,
    inputSchema: JSON = ["type": "object", "properties": .object([])], neededCapabilities: [String] = []
  ) {
    self.name = name
    self.description = description
    self.inputSchema = inputSchema
    self.neededCapabilities = neededCapabilities
  }
}
