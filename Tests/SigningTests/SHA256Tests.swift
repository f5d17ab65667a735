import Signing
import Testing

@Suite struct `SHA-256` {
  /// FIPS 180-4's examples (NIST, "SHA-256 Example (one block)" and "(two block)"), the empty message, and a
  /// million times the letter a.
  static let vectors: [(message: String, digest: String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: vectors.indices)
  func `the published vectors pass`(_ index: Int) {
    let digest = SHA256.digest(of: Array(Self.vectors[index].message.utf8))
    let digits = Array("0123456789abcdef")
    let text = digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    #expect(String(text) == Self.vectors[index].digest)
  }

  @Test func `pieces of any size give the same digest`() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for size in [1, 3, 63, 64, 65, 128, 299] {
      let digest = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        digest.add(bytes[start..<min(bytes.count, start + size)])
      }
      #expect(digest.finished() == SHA256.digest(of: bytes))
    }
  }
}
