/// What is remembered about each of a bounded number of peers.
struct BoundedTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// How many keys are kept at most.
  let countMax: Int
  private var values: [Key: Value] = [:]

  init(countMax: Int) {
    self.countMax = countMax
  }

  /// What is known of a key.
  func value(of key: Key) -> Value? { values[key] }

  /// Remembers `value`, forgetting others for which `matters` is false when all places are taken.
  ///
  /// - Returns: whether there was a place. A newcomer is turned away rather than memory grown.
  mutating func store(_ value: Value, for key: Key, where matters: (Value) -> Bool) -> Bool {
    if values.count >= countMax, values[key] == nil {
      values = values.filter { matters($0.value) }
      guard values.count < countMax else { return false }
    }
    values[key] = value
    return true
  }
}
