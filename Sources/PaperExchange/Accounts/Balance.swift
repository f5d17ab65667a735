/// What an account has of one asset in one wallet, in units of 10⁻⁸.
///
/// 128 bits, because a hundred billion coins of 10⁻⁸ do not fit 64.
public struct Balance: Sendable, Hashable {
  /// What can be spent.
  public var free: Int128
  /// What open orders hold.
  public var locked: Int128

  /// A balance from its parts.
  public init(free: Int128 = 0, locked: Int128 = 0) {
    self.free = free
    self.locked = locked
  }

  /// Both together.
  public var total: Int128 { free + locked }
}
