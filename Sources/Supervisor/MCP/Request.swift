import Values

/// A request that has an id and a method; its parameters are still to be checked.
struct Request {
  /// What the answer is matched by.
  let id: RequestID
  /// The method, when it is one of ours in either era.
  let method: Method?
  /// `params._meta`, where the stateless era and progress tokens live.
  let metadata: RequestMetadata
  private let methodValue: JSONValue
  private let params: JSONValue?

  init(id: RequestID, method: JSONValue, params: JSONValue?) {
    self.id = id
    self.method = Method(method)
    methodValue = method
    self.params = params.flatMap { $0.isNull ? nil : $0 }
    metadata = RequestMetadata(params: self.params)
  }

  /// The method as the client wrote it, for messages.
  var methodName: String { methodValue.string ?? "" }

  /// The parameters by name; without any when there are none. `null` counts as absent, here and for every
  /// optional member, because many libraries write it for what was not given.
  ///
  /// - Throws: `MCPError` when they are an array or a single value: MCP knows parameters by name only.
  func parameters() throws(MCPError) -> Parameters {
    guard let params else { return Parameters(object: nil, path: "params") }
    guard params.kind == .object else {
      throw .invalidParams(.wrongType(field: "params", expected: .object, found: params.kind))
    }
    return Parameters(object: params, path: "params")
  }
}
