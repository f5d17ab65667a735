public import Values

/// What `bulkhead call` was asked for.
public struct CallOptions: Sendable, Equatable {
  /// The tool's name, one that exists.
  public var tool: String
  /// The arguments, an object.
  public var arguments: JSON
  /// The answer's envelope instead of text for people.
  public var isJSON: Bool
  /// The server to start.
  public var serve: ServeOptions

  /// The options.
  public init(tool: String, arguments: JSON, isJSON: Bool = false, serve: ServeOptions) {
    self.tool = tool
    self.arguments = arguments
    self.isJSON = isJSON
    self.serve = serve
  }
}
