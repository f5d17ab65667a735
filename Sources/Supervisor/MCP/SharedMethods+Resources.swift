import Catalog
import Values

/// Reading by address.
extension SharedMethods {
  static func read(
    _ params: Parameters, _ server: PreparedAnswers, _ circumstances: ToolRequest.Circumstances
  ) throws(MCPError) -> Action {
    let address = try params.requiredText("uri", byteCountMax: nameByteCountMax)
    let version = circumstances.version
    guard let resource = server.resource(at: address), let values = resource.pattern.values(in: address)
    else { throw .invalidParams(.unknownResource(address, version)) }
    switch resource.content {
    case .host: return .host(.resource(address), params: params.bytes, circumstances)
    case .text(let text):
      guard let text = text(values) else { throw .invalidParams(.unknownResource(address, version)) }
      return .answer(
        VersionAnswers.result(
          version.rules, server.serverInfo, isCacheable: true, reservingByteCount: text.utf8.count + 512
        ) { $0.contents(address, resource.mimeType) { $0.string(text) } })
    case .call(let name, _):
      let tool = try server.tool(named: name)
      let arguments = resource.arguments(values).encoded()
      guard accepts(arguments, tool) else { throw .invalidParams(.unknownResource(address, version)) }
      return .call(
        ToolRequest(
          tool: tool, arguments: arguments, circumstances: circumstances,
          reading: Reading(.resource(address: address, mimeType: resource.mimeType))))
    }
  }

  /// Whether something can stand at an address that has this resource's form: a pair that is none has no
  /// orders.
  static func isThere(
    _ resource: Resource, at address: String, _ server: PreparedAnswers
  ) throws(MCPError) -> Bool {
    guard let values = resource.pattern.values(in: address) else { return false }
    switch resource.content {
    case .host: return true
    case .text(let text): return text(values) != nil
    case .call(let name, _):
      return accepts(resource.arguments(values).encoded(), try server.tool(named: name))
    }
  }

  /// Whether a tool takes these arguments. What it refuses, such as a pair that is none, stands at no
  /// address.
  private static func accepts(_ arguments: [UInt8], _ tool: Tool) -> Bool {
    do throws(ToolFailure) {
      _ = try ArgumentCheck.check(try parsed(arguments), of: tool)
      return true
    } catch {
      return false
    }
  }

  /// Arguments that were composed here, as the check wants them.
  static func parsed(_ arguments: [UInt8]) throws(ToolFailure) -> JSONValue {
    do throws(JSONReader.Failure) {
      return try JSONDocument(arguments).root
    } catch {
      throw ToolFailure(kind: .internalError, message: "composed arguments are not JSON: \(error)")
    }
  }
}
