import Catalog

/// A tool that is to be run, and all that the session has to keep of the request until it is done.
struct ToolRequest {
  /// What a request says about how it wants to be answered.
  struct Circumstances {
    /// The version of the answer.
    let version: ProtocolVersion
    /// The token of progress notifications, as JSON text.
    var progressToken: [UInt8]?
    /// The least grave log message that is wanted, of a request without a session.
    var logLevel: LogLevel?
    /// What the client can be asked, by the names of its capabilities.
    var capabilities: Set<String> = []
    /// Whether a person behind the client can be shown a form.
    var hasForms = false

    init(_ version: ProtocolVersion) {
      self.version = version
    }
  }

  /// The tool.
  let tool: Tool
  /// A JSON object.
  let arguments: [UInt8]
  /// The answer is written accordingly.
  let circumstances: Circumstances
  /// What its outcome becomes; nil for the answer of the tool itself.
  var reading: Reading?
  /// What the client says that its person has said to an earlier question about the same call.
  var reply: GivenReply?
}
