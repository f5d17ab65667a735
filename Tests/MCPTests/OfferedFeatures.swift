import Catalog
import MCP
import MCPTestSupport
import Values

/// Features that the tests of the protocol use: each kind of content once.
enum OfferedFeatures {
  static let resources: [Resource] = [
    Resource(
      "test://note", name: "note", title: "A note", description: "A text of the program's own.",
      mimeType: "text/plain", content: .text { _ in "It is \u{2028}noted." }),
    Resource(
      "test://status", name: "status", title: "State", description: "The answer of a tool.",
      content: .call(tool: "server_status", arguments: []), isWatched: true),
    Resource(
      "test://symbols/{symbol}/rules", name: "rules", title: "Rules", description: "Of one symbol.",
      content: .call(
        tool: "get_symbol_rules", arguments: [Resource.Argument("symbol", .variable("symbol"))]),
      completions: ["symbol": .symbols]),
    Resource(
      "test://symbols/{symbol}/orders", name: "orders", title: "Orders", description: "Of one symbol.",
      content: .call(tool: "get_orders", arguments: [Resource.Argument("symbol", .variable("symbol"))]),
      isWatched: true),
    Resource(
      "test://colours/{colour}", name: "colour", title: "Colour", description: "One of two.",
      mimeType: "text/plain",
      content: .text { $0["colour"].flatMap { ["red", "green"].contains($0) ? "\($0) it is" : nil } },
      completions: ["colour": .words(["red", "green"])]),
  ]

  static let prompts: [Prompt] = [
    Prompt(
      "greet", title: "Greeting", description: "Greets somebody.",
      arguments: [
        Prompt.Argument("name", "Who.", isRequired: true),
        Prompt.Argument("tone", "How.", completion: .words(["warm", "cold", "cool"])),
        Prompt.Argument("asset", "What for.", completion: .assets),
      ], content: .text { "Greet \($0["name"] ?? "") in a \($0["tone"] ?? "plain") way." })
  ]

  /// All of them, and every list may change.
  static let all: ServerFeatures = {
    var features = ServerFeatures()
    features.resources = resources
    features.prompts = prompts
    features.toolsChange = true
    features.promptsChange = true
    features.resourcesChange = true
    features.sendsLogs = true
    return features
  }()

  static let server = server(all)

  static func server(_ features: ServerFeatures, tools: [Tool] = Catalog.tools) -> ServerDescription {
    ServerDescription(
      name: "bulkhead", version: "1.2.3", instructions: "", tools: tools, features: features)
  }
}
