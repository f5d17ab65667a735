import PaperCore

/// An address of the paper exchange: made from the seed, of the right form, and never a real one.
///
/// Somebody may take it for real and send coins there, so wallets must refuse it: the checksum of the base58
/// and bech32 forms is random, the letters of the hexadecimal form are of random case (EIP-55), and
/// forty-four base58 digits that begin with `z` are more than a key of Solana has.
struct DepositAddress: Hashable {
  /// How addresses of a network are written.
  enum Form: Sendable, Hashable {
    case base58(prefix: String, length: Int)
    case bech32(prefix: String, length: Int)
    case hexadecimal
  }

  let text: String
  /// The number beside it; empty where none is needed.
  let tag: String

  /// The address of an account. Where a number tells accounts apart they share one address.
  init(seed: UInt64, account: Int, network: CoinNetwork) {
    let owner = network.needsTag ? 0 : account
    let key = Int(truncatingIfNeeded: SeededGenerator.hash(Self.prefix(of: network.addressForm)))
    var letters = SeededGenerator(seed: SeededGenerator.hash(seed, key, owner))
    text = Self.address(network.addressForm, &letters)
    var digits = SeededGenerator(seed: SeededGenerator.hash(seed, key, account))
    tag = network.needsTag ? String(100_000_000 + digits.next(below: 900_000_000)) : ""
  }

  private static func prefix(of form: Form) -> String {
    switch form {
    case .base58(let prefix, _), .bech32(let prefix, _): prefix
    case .hexadecimal: "0x"
    }
  }

  private static func address(_ form: Form, _ generator: inout SeededGenerator) -> String {
    switch form {
    case .base58(_, let length):
      letters(length, of: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", form, &generator)
    case .bech32(_, let length):
      letters(length, of: "qpzry9x8gf2tvdw0s3jn54khce6mua7l", form, &generator)
    case .hexadecimal:
      // Letters twice as often as they would come, in both cases: never all of one, which has no checksum.
      letters(42, of: "0123456789abcdefABCDEF", form, &generator)
    }
  }

  private static func letters(
    _ length: Int, of alphabet: String, _ form: Form, _ generator: inout SeededGenerator
  ) -> String {
    let letters = Array(alphabet.utf8)
    var text = Array(prefix(of: form).utf8)
    while text.count < length { text.append(letters[generator.next(below: letters.count)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The transaction that a deposit came with: a number of 64 hexadecimal digits.
  static func transaction(seed: UInt64, number: Int) -> String {
    var generator = SeededGenerator(seed: SeededGenerator.hash(seed, 22, number))
    return letters(66, of: "0123456789abcdef", .hexadecimal, &generator)
  }
}
