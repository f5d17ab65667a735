public import Values

/// Replaces one value of a JSON tree by its number in reading order; 0 is the whole.
public enum Mutation {
  /// How many values there are in it, itself included.
  public static func count(of json: JSON) -> Int {
    switch json {
    case .array(let elements): elements.reduce(1) { $0 + count(of: $1) }
    case .object(let members): members.reduce(1) { $0 + count(of: $1.value) }
    default: 1
    }
  }

  /// The tree with another value in that place.
  public static func replacing(_ place: Int, of json: JSON, by value: JSON) -> JSON {
    if place == 0 { return value }
    var rest = place - 1
    func inner(_ element: JSON) -> JSON {
      defer { rest -= count(of: element) }
      return rest >= 0 && rest < count(of: element) ? replacing(rest, of: element, by: value) : element
    }
    switch json {
    case .array(let elements): return .array(elements.map(inner))
    case .object(let members):
      return .object(members.map { JSON.Member(key: $0.key, value: inner($0.value)) })
    default: return json
    }
  }
}
