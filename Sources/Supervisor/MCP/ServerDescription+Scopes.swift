public import Catalog
import Values

extension ServerDescription {
  /// What a message asks of this server, as far as scopes are concerned.
  public struct Demand: Sendable, Equatable {
    /// Of the request.
    public let id: RequestID
    /// All that a sender needs for it.
    public let scopes: ScopeSet
  }

  /// Which scopes a request needs, by the tool, prompt or resource that it names; `nil` when it names nothing
  /// that this server has, and for what is no single request.
  ///
  /// Asked of the description that has everything, about a message that was refused by the one that its
  /// sender sees: so whoever lacks a scope can be told which, and whoever names what does not exist is not.
  /// A batch has no status of its own for each of its messages, and is answered as before.
  public func demand(of message: [UInt8]) -> Demand? {
    let root: JSONValue
    do throws(JSONReader.Failure) {
      root = try JSONDocument(message, limits: .message).root
    } catch {
      // What cannot be read names nothing.
      return nil
    }
    guard case .request(let request) = Message(root), let method = request.method,
      let params = root["params"]
    else { return nil }
    return scopes(method, params).map { Demand(id: request.id, scopes: $0) }
  }

  private func scopes(_ method: Method, _ params: JSONValue) -> ScopeSet? {
    switch method {
    case .toolsCall: tool(params["name"]?.string)
    case .promptsGet: prompt(params["name"]?.string)
    case .resourcesRead, .subscribe, .unsubscribe: resource(params["uri"]?.string)
    case .complete: prompt(params["ref"]?["name"]?.string) ?? resource(params["ref"]?["uri"]?.string)
    default: nil
    }
  }

  private func tool(_ name: String?) -> ScopeSet? {
    tools.first { $0.name == name }.map { ScopeSet($0.scope.map { [$0] } ?? []) }
  }

  private func prompt(_ name: String?) -> ScopeSet? {
    guard let prompt = features.prompts.first(where: { $0.name == name }) else { return nil }
    return prompt.neededTools.reduce(into: []) { $0.formUnion(tool($1) ?? []) }
  }

  private func resource(_ address: String?) -> ScopeSet? {
    guard let address else { return nil }
    let resource =
      features.resources.first { $0.pattern.text == address } ?? answers.resource(at: address)
    return resource.map { tool($0.neededTool) ?? [] }
  }
}
