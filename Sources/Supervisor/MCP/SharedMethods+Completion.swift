import Catalog
import Values

/// Values for an argument that a person is typing.
extension SharedMethods {
  /// The longest beginning of a value that is looked for; longer ones have no values.
  private static let beginningByteCountMax = 40

  static func complete(
    _ params: Parameters, _ server: PreparedAnswers, _ circumstances: ToolRequest.Circumstances
  ) throws(MCPError) -> Action {
    let reference = Parameters(object: try params.required("ref", .object), path: "params.ref")
    let argument = Parameters(object: try params.required("argument", .object), path: "params.argument")
    let name = try argument.requiredText("name", byteCountMax: nameByteCountMax)
    let beginning = try argument.requiredText("value", byteCountMax: nameByteCountMax)
    try checkContext(params)
    let known = try completion(of: name, reference, server, circumstances.version)
    switch known {
    case .host: return .host(.completion, params: params.bytes, circumstances)
    case .search(let completion): return search(completion, beginning, server, circumstances)
    case .nothing: return .answer(result(CompletedValues(), server, circumstances.version))
    }
  }

  /// What was typed into other arguments. Nothing here depends on it, and it has to be right all the same.
  private static func checkContext(_ params: Parameters) throws(MCPError) {
    guard let context = try params.optional("context", .object) else { return }
    let members = Parameters(object: context, path: "params.context")
    guard let given = try members.optional("arguments", .object) else { return }
    for (name, value) in given.members where value.kind != .string {
      throw .invalidParams(
        .wrongType(
          field: "params.context.arguments.\(ShownValue.clipped(name))", expected: .string, found: value.kind)
      )
    }
  }

  private enum Known {
    case host
    case search(Completion)
    case nothing
  }

  private static func completion(
    of name: String, _ reference: Parameters, _ server: PreparedAnswers, _ version: ProtocolVersion
  ) throws(MCPError) -> Known {
    switch try reference.requiredText("type", byteCountMax: nameByteCountMax) {
    case "ref/prompt":
      let prompt = try reference.requiredText("name", byteCountMax: nameByteCountMax)
      guard let prompt = server.features.prompts.first(where: { $0.name == prompt }) else {
        throw .invalidParams(.unknownPrompt(prompt))
      }
      if case .host = prompt.content { return .host }
      let argument = prompt.arguments.first { $0.name == name }
      return argument?.completion.map { .search($0) } ?? .nothing
    case "ref/resource":
      let address = try reference.requiredText("uri", byteCountMax: nameByteCountMax)
      let known =
        server.features.resources.first { $0.pattern.text == address } ?? server.resource(at: address)
      guard let known else { throw .invalidParams(.unknownResource(address, version)) }
      if case .host = known.content { return .host }
      return known.completions[name].map { .search($0) } ?? .nothing
    case let type:
      throw .invalidParams(.unknownReference(type))
    }
  }

  private static func search(
    _ completion: Completion, _ beginning: String, _ server: PreparedAnswers,
    _ circumstances: ToolRequest.Circumstances
  ) -> Action {
    let beginning = completion.beginning(beginning)
    if let words = completion.words {
      return .answer(
        result(CompletedValues(words, beginning: beginning), server, circumstances.version))
    }
    let isPlausible =
      beginning.utf8.count <= beginningByteCountMax
      && beginning.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    guard isPlausible, let name = completion.neededTool,
      let tool = server.toolIndex.tool(utf8: name.utf8Span.span)
    else { return .answer(result(CompletedValues(), server, circumstances.version)) }
    var members: [JSON.Member] = [
      JSON.Member(key: "status", value: "TRADING"), JSON.Member(key: "limit", value: 1000),
    ]
    if !beginning.isEmpty { members.append(JSON.Member(key: "text", value: .string(beginning))) }
    return .call(
      ToolRequest(
        tool: tool, arguments: JSON.object(members).encoded(), circumstances: circumstances,
        reading: Reading(.completion(completion, beginning: beginning))))
  }

  /// The result object of a search.
  static func result(
    _ values: CompletedValues, _ server: PreparedAnswers, _ version: ProtocolVersion
  ) -> [UInt8] {
    VersionAnswers.result(version.rules, server.serverInfo, isCacheable: false) { writer in
      writer.key("completion")
      writer.beginObject()
      writer.key("values")
      writer.beginArray()
      for value in values.shown { writer.string(value) }
      writer.endArray()
      writer.member("total", values.count)
      writer.member("hasMore", values.hasMore)
      writer.endObject()
    }
  }
}
