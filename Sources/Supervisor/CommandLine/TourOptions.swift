/// What `bulkhead tour` was asked for.
public struct TourOptions: Sendable, Equatable {
  /// The server to start.
  public var serve: ServeOptions

  /// The options.
  public init(serve: ServeOptions) {
    self.serve = serve
  }
}
