/// To which requests a fault happens.
public struct FaultRule: Sendable, Hashable {
  /// Number that the plan gave it.
  public var number: Int
  /// The method; `nil` for all.
  public var method: String?
  /// The path, such as `/api/v3/order`; a `*` at its end stands for anything. `nil` for all.
  public var path: String?
  /// What happens.
  public var fault: Fault
  /// Matching requests that are left alone first.
  public var skip: Int
  /// Requests that it still happens to; `nil` without end.
  public var remaining: Int?
  /// How likely it is, in millionths.
  public var probabilityMillionths: Int
  /// Requests that it has happened to.
  public var happenedCount = 0

  /// A rule from its parts.
  public init(
    method: String? = nil, path: String? = nil, fault: Fault, skip: Int = 0, count: Int? = 1,
    probabilityMillionths: Int = 1_000_000
  ) {
    number = 0
    self.method = method
    self.path = path
    self.fault = fault
    self.skip = skip
    remaining = count
    self.probabilityMillionths = probabilityMillionths
  }

  /// Whether the rule is about such a request.
  func matches(_ method: String, _ path: String) -> Bool {
    if let wanted = self.method, wanted != method { return false }
    guard let wanted = self.path else { return true }
    if wanted.utf8.last == 0x2A { return path.utf8.starts(with: wanted.utf8.dropLast()) }
    return path == wanted
  }
}
