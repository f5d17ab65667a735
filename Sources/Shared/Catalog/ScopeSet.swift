/// Some of the scopes.
public struct ScopeSet: OptionSet, Sendable, Hashable {
  /// One bit for each scope.
  public let rawValue: UInt8

  /// A set by its bits; those that mean nothing are kept, so that a peer that sends them can be refused.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// These scopes.
  public init(_ scopes: some Sequence<Scope>) {
    rawValue = scopes.reduce(0) { $0 | $1.bit }
  }

  /// Every scope.
  public static let all = ScopeSet(Scope.allCases)

  /// Whether a scope is one of these.
  public func contains(_ scope: Scope) -> Bool { rawValue & scope.bit != 0 }

  /// The scopes, in the order of their table.
  public var scopes: [Scope] { Scope.allCases.filter { contains($0) } }

  /// The names with something between them: a blank as in OAuth (RFC 6749 §3.3), or a comma.
  public func text(separator: String = " ") -> String {
    scopes.map(\.rawValue).joined(separator: separator)
  }
}
