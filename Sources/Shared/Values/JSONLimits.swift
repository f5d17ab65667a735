/// The bounds within which a JSON text is read.
///
/// Each one is checked before memory is taken for what exceeds it, since the text may come from somebody
/// hostile.
public struct JSONLimits: Sendable {
  /// What happens to an object that names a key twice.
  public enum DuplicateKeys: Sendable {
    /// The text is refused: two readers could take different values from it.
    case refused
    /// The first one counts; all are kept in the order they came.
    case firstWins
  }

  /// The largest text that any limits allow, 256 MiB less one byte: what the positions inside a document can
  /// count.
  public static let byteCountCeiling = (1 << 28) - 1

  /// The deepest nesting that any limits allow: copying a value into a `JSON` recurses as deep as it is.
  public static let depthCeiling = 512

  /// The longest text, in bytes.
  public let byteCountMax: Int
  /// The most arrays and objects inside each other.
  public let depthMax: Int
  /// The most members of one object.
  public let memberCountMax: Int
  /// The most values of one text, arrays and objects included.
  public let valueCountMax: Int
  /// What happens to an object that names a key twice.
  public var duplicateKeys: DuplicateKeys

  /// Limits of one's own. A `byteCountMax` over `byteCountCeiling` and a `depthMax` over `depthCeiling` count
  /// as those.
  public init(
    byteCountMax: Int, depthMax: Int, memberCountMax: Int, valueCountMax: Int, duplicateKeys: DuplicateKeys
  ) {
    self.byteCountMax = min(byteCountMax, Self.byteCountCeiling)
    self.depthMax = min(depthMax, Self.depthCeiling)
    self.memberCountMax = memberCountMax
    self.valueCountMax = valueCountMax
    self.duplicateKeys = duplicateKeys
  }

  /// For a message of a client or of a process of our own: 16 MiB, depth 64, no key twice.
  public static let message = JSONLimits(
    byteCountMax: 16 << 20, depthMax: 64, memberCountMax: 16_384, valueCountMax: 1_000_000,
    duplicateKeys: .refused)

  /// For an answer of the exchange: 64 MiB, depth 32, the first of equal keys counts.
  public static let exchangeReply = JSONLimits(
    byteCountMax: 64 << 20, depthMax: 32, memberCountMax: 65_536, valueCountMax: 8_000_000,
    duplicateKeys: .firstWins)
}
