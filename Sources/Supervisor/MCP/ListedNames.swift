import Catalog

/// The names of what a server lists.
struct ListedNames: Sendable, Equatable {
  let tools: [String]
  let prompts: [String]
  let resources: [String]

  init(_ tools: [Tool], _ features: ServerFeatures) {
    self.tools =
      tools.map(\.name).filter { !features.unlistedTools.contains($0) } + features.hostedTools.map(\.name)
    prompts = features.prompts.map(\.name)
    resources = features.resources.map(\.pattern.text)
  }
}
