internal import PaperCore

/// The rules in force. Seeded, so that a run with probabilities can be had again.
public struct FaultPlan: Sendable {
  /// Rules at one time.
  public static let ruleCountMax = 256

  /// The rules, in the order in which they were added.
  public private(set) var rules: [FaultRule] = []
  private var generator: SeededGenerator
  private var nextNumber = 1

  /// No rules.
  public init(seed: UInt64) {
    generator = SeededGenerator(seed: SeededGenerator.hash(seed, 77))
  }

  /// Adds a rule.
  ///
  /// - Returns: its number; `nil` when there are `ruleCountMax`.
  public mutating func add(_ rule: FaultRule) -> Int? {
    guard rules.count < Self.ruleCountMax else { return nil }
    var rule = rule
    rule.number = nextNumber
    nextNumber += 1
    rules.append(rule)
    return rule.number
  }

  /// Forgets all rules.
  public mutating func removeAll() {
    rules.removeAll()
  }

  /// Forgets one rule; `false` when there is none of that number.
  public mutating func remove(_ number: Int) -> Bool {
    let count = rules.count
    rules.removeAll { $0.number == number }
    return rules.count < count
  }

  /// What happens to the next request: the first rule that matches, is not skipping, not used up, and hit by
  /// chance.
  ///
  /// - Parameter isKept: the connection has carried a request before.
  public mutating func next(method: String, path: String, isKept: Bool) -> Fault? {
    for index in rules.indices where rules[index].matches(method, path) {
      if rules[index].fault == .closeKept, !isKept { continue }
      if rules[index].remaining == 0 { continue }
      if rules[index].skip > 0 {
        rules[index].skip -= 1
        continue
      }
      let probability = rules[index].probabilityMillionths
      if probability < 1_000_000, generator.next(below: 1_000_000) >= probability { continue }
      if let remaining = rules[index].remaining { rules[index].remaining = remaining - 1 }
      rules[index].happenedCount += 1
      return rules[index].fault
    }
    return nil
  }
}
