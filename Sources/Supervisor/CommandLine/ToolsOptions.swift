/// What `bulkhead tools` was asked for.
public struct ToolsOptions: Sendable, Equatable {
  /// The result of `tools/list` instead of a table for people.
  public var isJSON: Bool

  /// The options.
  public init(isJSON: Bool = false) {
    self.isJSON = isJSON
  }
}
