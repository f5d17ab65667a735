import Values

/// What the quick look at a call's arguments needs of a tool, worked out once: names as bytes and rules as
/// sets of bits, one for each parameter.
final class QuickTable: Sendable {
  private let names: [[UInt8]]
  /// What each parameter's value has to be.
  let checks: [QuickCheck]
  private let choices: [[[UInt8]]]
  /// Those without which, and without a default, a call is refused.
  private let required: UInt64
  /// Of each of these sets at most one may be given.
  private let exclusive: [UInt64]
  /// Of each of these sets at least one has to be given.
  private let needed: [UInt64]
  /// Where all of such a set are given, their values have to be compared, which is not done here.
  private let compared: [UInt64]

  init(_ parameters: [Parameter], _ rules: [ArgumentRule]) {
    precondition(parameters.count <= UInt64.bitWidth, "one bit for each parameter")
    names = parameters.map { Array($0.name.utf8) }
    checks = parameters.map { QuickCheck($0.kind) }
    choices = parameters.map { parameter in
      switch parameter.kind {
      case .interval(let choices), .choice(let choices): choices.map { Array($0.utf8) }
      default: []
      }
    }
    var required: UInt64 = 0
    var (exclusive, needed, compared): ([UInt64], [UInt64], [UInt64]) = ([], [], [])
    for (number, parameter) in parameters.enumerated() where parameter.isRequired {
      if parameter.checkedDefault == nil { required |= 1 << UInt64(number) }
    }
    func set(_ names: [String]) -> UInt64 {
      var bits: UInt64 = 0
      for (number, parameter) in parameters.enumerated() where names.contains(parameter.name) {
        bits |= 1 << UInt64(number)
      }
      return bits
    }
    for rule in rules {
      switch rule {
      case .notTogether(let names): exclusive.append(set(names))
      case .oneNeeded(let names): needed.append(set(names))
      case .ordered(let first, let last): compared.append(set([first, last]))
      }
    }
    (self.required, self.exclusive) = (required, exclusive)
    (self.needed, self.compared) = (needed, compared)
  }

  /// Whether these bytes are one of the words that the parameter of this number takes.
  func isChoice(_ word: Span<UInt8>, ofParameter number: Int) -> Bool {
    for index in choices[number].indices where word.isEqual(to: choices[number][index]) { return true }
    return false
  }

  /// Which parameter has this name.
  func index(ofParameter name: Span<UInt8>) -> Int? {
    for number in names.indices where name.isEqual(to: names[number]) { return number }
    return nil
  }

  /// Whether a call that gives these parameters breaks no rule for certain.
  func accepts(given: UInt64) -> Bool {
    if given & required != required { return false }
    for set in exclusive where (given & set).nonzeroBitCount > 1 { return false }
    for set in needed where given & set == 0 { return false }
    for set in compared where given & set == set { return false }
    return true
  }
}
