import Catalog
import Values

/// The methods that both eras have, with the differences that the rules of the version name.
enum SharedMethods {
  /// The longest name or address that is looked up, as JSON text.
  static let nameByteCountMax = 4096
  /// The most bytes of a call's arguments. Those of every tool have a few hundred, unless blanks make them
  /// longer; they are kept as long as the call waits or runs, and calls by the thousand may.
  static let argumentsByteCountMax = 64 * 1024

  static func action(
    for method: Method, _ request: Request, _ server: PreparedAnswers,
    _ circumstances: ToolRequest.Circumstances
  ) throws(MCPError) -> Action {
    let params = try request.parameters()
    let answers = server.answers(in: circumstances.version)
    var circumstances = circumstances
    circumstances.progressToken = try request.metadata.progressToken()
    switch method {
    case .toolsCall: return try call(params, server, circumstances)
    case .toolsList:
      let cursor = try params.optional("cursor", .string)?.string
      guard let page = answers.toolPages.first(where: { $0.cursor == cursor }) else {
        throw .invalidParams(.unknownCursor)
      }
      return .answer(page.result)
    case .resourcesList: return try onlyPage(answers.resources, params)
    case .resourceTemplatesList: return try onlyPage(answers.resourceTemplates, params)
    case .promptsList: return try onlyPage(answers.prompts, params)
    case .resourcesRead: return try read(params, server, circumstances)
    case .promptsGet: return try prompt(params, server, circumstances)
    case .complete: return try complete(params, server, circumstances)
    case .ping, .setLevel, .subscribe, .unsubscribe, .listen: return .answer(answers.pong)
    case .initialize, .discover: return .answer(answers.greeting)
    }
  }

  /// A list of one page: no cursor was ever given out for it.
  private static func onlyPage(_ result: [UInt8], _ params: Parameters) throws(MCPError) -> Action {
    guard try params.optional("cursor", .string) == nil else { throw .invalidParams(.unknownCursor) }
    return .answer(result)
  }

  private static func call(
    _ params: Parameters, _ server: PreparedAnswers, _ circumstances: ToolRequest.Circumstances
  ) throws(MCPError) -> Action {
    let name = try params.requiredText("name", byteCountMax: nameByteCountMax)
    if let hosted = server.hostedTool(named: name) {
      for needed in hosted.neededCapabilities where !circumstances.capabilities.contains(needed) {
        throw .missingCapability(needed)
      }
      _ = try params.optional("arguments", .object)
      _ = try reply(params)
      return .host(.tool(name), params: params.bytes, circumstances)
    }
    let tool = try server.tool(named: name)
    let arguments = try params.optional("arguments", .object)
    let reply = circumstances.version.rules.era == .stateless ? try reply(params) : nil
    // A state is given out for what a person has to agree to, and for nothing else.
    guard reply == nil || tool.effect == .movesMoney else { throw .invalidParams(.unusableState) }
    do throws(ToolFailure) {
      // Only for a good answer at once: the worker checks again, because it trusts nobody.
      _ = try ArgumentCheck.check(arguments, of: tool)
    } catch {
      return .refuseCall(error, circumstances.version)
    }
    guard arguments?.rawBytes.count ?? 0 <= argumentsByteCountMax else {
      throw .invalidParams(.tooLong(field: "params.arguments", byteCountMax: argumentsByteCountMax))
    }
    return .call(
      ToolRequest(
        tool: tool, arguments: arguments.map { Array($0.rawBytes) } ?? Array("{}".utf8),
        circumstances: circumstances, reply: reply))
  }

  /// What a client brings back from its person, when it does.
  ///
  /// Answers to what was not asked are passed over. Without a state there is nothing that an answer could
  /// belong to: it counts for nothing, and the question is put again. A state without an answer, or with a
  /// form that lacks its field, is judged all the same, and then the question is put again (MCP 2026-07-28,
  /// "Multi Round-Trip Requests", "Error Handling").
  private static func reply(_ params: Parameters) throws(MCPError) -> GivenReply? {
    let responses = try params.optional("inputResponses", .object)
    guard let value = try params.optional("requestState", .string) else { return nil }
    guard value.rawBytes.count <= GivenReply.stateByteCountMax, let state = value.string else {
      throw .invalidParams(.unusableState)
    }
    guard let given = responses?[Elicitation.field] else {
      return GivenReply(state: state, verdict: .unavailable)
    }
    guard given.kind == .object else {
      throw .invalidParams(
        .wrongType(
          field: "params.inputResponses.\(Elicitation.field)", expected: .object, found: given.kind))
    }
    let answer = Parameters(object: given, path: "params.inputResponses.\(Elicitation.field)")
    return GivenReply(state: state, verdict: try Elicitation.verdict(of: answer))
  }
}
