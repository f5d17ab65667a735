import Catalog
import Values

/// The methods that both eras have, with the differences that the rules of the version name.
enum SharedMethods {
  /// The longest name or address that is looked up, as JSON text.
  static let nameByteCountMax = 4096

  static func action(
    for method: Method, _ request: Request, _ server: PreparedAnswers, _ version: ProtocolVersion
  ) throws(MCPError) -> Action {
    let params = try request.parameters()
    let answers = server.answers(in: version)
    switch method {
    case .toolsCall: return try call(request, params, server, version)
    case .toolsList:
      let cursor = try params.optional("cursor", .string)?.string
      guard let page = answers.toolPages.first(where: { $0.cursor == cursor }) else {
        throw .invalidParams(.unknownCursor)
      }
      return .answer(page.result)
    case .resourcesList: return try onlyPage(answers.noResources, params)
    case .resourceTemplatesList: return try onlyPage(answers.noResourceTemplates, params)
    case .promptsList: return try onlyPage(answers.noPrompts, params)
    case .resourcesRead:
      let address = try params.requiredText("uri", byteCountMax: nameByteCountMax)
      throw .invalidParams(.unknownResource(address, version))
    case .promptsGet:
      throw .invalidParams(.unknownPrompt(try params.requiredText("name", byteCountMax: nameByteCountMax)))
    case .ping: return .answer(answers.pong)
    case .initialize, .discover: return .answer(answers.greeting)
    }
  }

  /// A list of one page: no cursor was ever given out for it.
  private static func onlyPage(_ result: [UInt8], _ params: Parameters) throws(MCPError) -> Action {
    guard try params.optional("cursor", .string) == nil else { throw .invalidParams(.unknownCursor) }
    return .answer(result)
  }

  private static func call(
    _ request: Request, _ params: Parameters, _ server: PreparedAnswers, _ version: ProtocolVersion
  ) throws(MCPError) -> Action {
    let tool = try server.tool(named: params.requiredText("name", byteCountMax: nameByteCountMax))
    let arguments = try params.optional("arguments", .object)
    let progressToken = try request.metadata.progressToken()
    do throws(ToolFailure) {
      // Only for a good answer at once: the worker checks again, because it trusts nobody.
      _ = try ArgumentCheck.check(arguments, of: tool)
    } catch {
      return .refuseCall(error, version)
    }
    return .call(tool, arguments: arguments, progressToken: progressToken, version)
  }
}
