import Values

extension MCPError {
  /// The answer that says this, as one line without its end: for transports that refuse a message before a
  /// session sees it.
  ///
  /// - Parameter id: of the request; `nil` when there is none or it could not be read, and then the answer
  ///   has none (MCP 2025-11-25, "Streamable HTTP").
  public func line(answering id: RequestID?) -> [UInt8] {
    var writer = JSONWriter()
    writer.answer(id, self, unreadable: .absent)
    return writer.takeBytes()
  }
}
