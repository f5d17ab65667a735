import Catalog
import Values

/// Prompts with their arguments filled in.
extension SharedMethods {
  static func prompt(
    _ params: Parameters, _ server: PreparedAnswers, _ circumstances: ToolRequest.Circumstances
  ) throws(MCPError) -> Action {
    let name = try params.requiredText("name", byteCountMax: nameByteCountMax)
    guard let prompt = server.features.prompts.first(where: { $0.name == name }) else {
      throw .invalidParams(.unknownPrompt(name))
    }
    let given = try arguments(try params.optional("arguments", .object), of: prompt)
    switch prompt.content {
    case .host: return .host(.prompt(name), params: params.bytes, circumstances)
    case .text(let text):
      let all = prompt.withDefaults(given)
      do throws(ToolFailure) {
        try prompt.check(all)
      } catch {
        throw .invalidParams(.refusedArgument("\(error.message). \(error.suggestion ?? "")"))
      }
      let text = text(all)
      return .answer(
        VersionAnswers.result(
          circumstances.version.rules, server.serverInfo, isCacheable: false,
          reservingByteCount: text.utf8.count + 512
        ) { writer in
          writer.member("description", prompt.description)
          writer.key("messages")
          writer.value([["role": "user", "content": ["type": "text", "text": .string(text)]]])
        })
    }
  }

  /// The arguments by name: known ones, texts on one line, short, and all that have to be there.
  private static func arguments(
    _ object: JSONValue?, of prompt: Prompt
  ) throws(MCPError) -> [String: String] {
    var given: [String: String] = [:]
    if let object {
      for (name, value) in object.members where !value.isNull {
        guard prompt.arguments.contains(where: { $0.name == name }) else {
          throw .invalidParams(.unknownArgument(name, prompt: prompt.name))
        }
        guard value.kind == .string, let text = value.string else {
          throw .invalidParams(
            .wrongType(field: "params.arguments.\(name)", expected: .string, found: value.kind))
        }
        guard text.utf8.count <= Prompt.argumentByteCountMax else {
          throw .invalidParams(
            .tooLong(field: "params.arguments.\(name)", byteCountMax: Prompt.argumentByteCountMax))
        }
        // Part of what a model will read: one line, so that it cannot look like more than an argument.
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F && $0.value != 0x2028 })
        else { throw .invalidParams(.unusableArgument(name, reason: "must be one line of text")) }
        // Many clients send an empty text for what was left out.
        if !text.isEmpty { given[name] = text }
      }
    }
    for argument in prompt.arguments where argument.isRequired && given[argument.name] == nil {
      throw .invalidParams(.missingArgument(argument.name, prompt: prompt.name))
    }
    return given
  }
}
