extension Catalog {
  /// What can be read by address, in the order of lists.
  public static let resources: [Resource] = []
}
