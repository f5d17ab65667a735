extension Catalog {
  /// The prompts, in the order of lists.
  public static let prompts: [Prompt] = []
}
