/// Numbers that follow from a seed (SplitMix64), and what they do to a token.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=".utf8)

  /// The same bytes with one to three changes.
  mutating func mutated(_ token: [UInt8]) -> [UInt8] {
    var bytes = token
    for _ in 0...below(3) where !bytes.isEmpty {
      let index = below(bytes.count)
      switch below(8) {
      case 0: bytes[index] = UInt8(truncatingIfNeeded: next())
      case 1, 2: bytes[index] = Self.letters[below(Self.letters.count)]
      case 3: bytes.remove(at: index)
      case 4: bytes.insert(Self.letters[below(Self.letters.count)], at: index)
      case 5: bytes.swapAt(index, below(bytes.count))
      case 6: bytes.removeLast(below(min(8, bytes.count)))
      default:
        let end = min(bytes.count, index + below(16) + 1)
        bytes.insert(contentsOf: bytes[index..<end], at: below(bytes.count))
      }
    }
    return bytes
  }
}
