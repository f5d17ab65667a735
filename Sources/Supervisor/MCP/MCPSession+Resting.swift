import Values

extension MCPSession {
  /// Gives back the memory that is kept for the next message: for a session that nobody has used for a while,
  /// of which a server may hold thousands.
  public mutating func rest() {
    tape = JSONTape()
    forgetScratch()
  }
}
