public import Catalog

/// The keys that the operator named, at most one for each purpose.
public struct NamedKeys: Sendable, Equatable {
  /// The trading worker's.
  public var trading: NamedKey?
  /// The account worker's.
  public var read: NamedKey?
  /// The trading worker's for USD-M futures.
  public var futures: NamedKey?

  /// None.
  public init() {}

  /// The key of a purpose.
  public subscript(_ purpose: KeyPurpose) -> NamedKey? {
    get {
      switch purpose {
      case .trading: trading
      case .read: read
      case .futures: futures
      }
    }
    set {
      switch purpose {
      case .trading: trading = newValue
      case .read: read = newValue
      case .futures: futures = newValue
      }
    }
  }

  /// Those that a role's worker holds.
  public subscript(for role: Role) -> [NamedKey] {
    switch role {
    case .trading: [trading, futures].compactMap { $0 }
    case .account: [read].compactMap { $0 }
    case .market, .supervisor: []
    }
  }

  /// All there are.
  public var all: [NamedKey] { KeyPurpose.allCases.compactMap { self[$0] } }

  /// Whether there is none.
  public var isEmpty: Bool { all.isEmpty }
}
