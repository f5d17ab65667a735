/// A small deterministic source of numbers: SplitMix64 (Steele, Lea and Flood, 2014), stepped or hashed.
///
/// The whole synthetic market is a function of (seed, symbol, time), so most of it uses `hash`, which has no
/// state: any minute of any year can be made without making the ones before it. Not for keys: everything it
/// makes can be predicted from one output.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator whose whole output follows from `seed`.
  public init(seed: UInt64) {
    state = seed
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Self.mix(state)
  }

  /// A whole number in `0..<bound`, by the high half of a product; the bias is below 2⁻³² for the bounds used
  /// here.
  ///
  /// - Precondition: `bound` is more than zero and less than 2³².
  public mutating func next(below bound: Int) -> Int {
    Self.scaled(next(), below: bound)
  }

  /// 64 bits that depend on all three arguments and on nothing else.
  @inlinable
  public static func hash(_ first: UInt64, _ second: Int, _ third: Int = 0) -> UInt64 {
    let inner = mix(UInt64(truncatingIfNeeded: third) &+ 0x9E37_79B9_7F4A_7C15)
    return mix(first ^ mix(UInt64(truncatingIfNeeded: second) &+ inner))
  }

  /// `bits` brought into `0..<bound`.
  @inlinable
  public static func scaled(_ bits: UInt64, below bound: Int) -> Int {
    Int(truncatingIfNeeded: ((bits >> 32) &* UInt64(truncatingIfNeeded: bound)) >> 32)
  }

  /// 64 bits for a text: FNV-1a, then mixed. Used for a symbol's name.
  public static func hash(_ text: String) -> UInt64 {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 {
      value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return mix(value)
  }

  /// The output function of SplitMix64.
  @inlinable
  public static func mix(_ value: UInt64) -> UInt64 {
    var bits = value
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
