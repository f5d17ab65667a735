/// The keys of all accounts, by id.
public final class KeyRing {
  /// Keys that may exist.
  public static let countMax = 4_096

  private var keys: [String: PaperKey] = [:]

  /// No keys.
  public init() {}

  /// How many there are.
  public var count: Int { keys.count }

  /// Takes a key in; `false` when its id is there already or there are `countMax`.
  public func add(_ key: PaperKey) -> Bool {
    guard keys.count < Self.countMax, keys[key.id] == nil else { return false }
    keys[key.id] = key
    return true
  }

  /// Forgets a key, as when its owner deletes it.
  public func remove(id: String) {
    keys[id] = nil
  }

  /// The key of an id.
  public subscript(id: String) -> PaperKey? { keys[id] }
}
