extension RequestID {
  /// Why an id cannot be used.
  public enum Failure: Error, Sendable, Equatable {
    /// `null`: JSON-RPC discourages it, MCP forbids it.
    case null
    /// A number that is not whole.
    case fractional
    /// Neither a string nor a number.
    case wrongType
    /// Longer than ``RequestID/byteCountMax``.
    case tooLong
  }
}
