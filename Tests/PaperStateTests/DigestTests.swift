import PaperAccounts
import Testing

@testable import PaperState

@Suite struct `Digests` {
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

  @Test func `the checksum has the published check value`() {
    #expect(Checksum.of("123456789".utf8) == 0xCBF4_3926)
  }

  @Test func `pieces of any size give the same digest`() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    for size in [1, 3, 63, 64, 65, 128, 299] {
      var digest = SHA256()
      for start in stride(from: 0, to: bytes.count, by: size) {
        digest.add(bytes[start..<min(bytes.count, start + size)])
      }
      #expect(digest.finished() == SHA256.digest(of: bytes))
    }
  }

  @Test func `every unit that somebody has is in the digest of balances`() throws {
    let accounts = Accounts()
    let first = try #require(accounts.open(now: 0))
    let second = try #require(accounts.open(now: 0))
    var seen: Set<[UInt8]> = [BalanceDigest.of(accounts)]
    func isNew() -> Bool { seen.insert(BalanceDigest.of(accounts)).inserted }
    accounts.issue(1, of: "BTC", to: first, now: 1)
    #expect(isNew())
    try accounts.transfer(1, of: "BTC", from: first, .spot, to: first, .funding, now: 1)
    #expect(isNew())
    try accounts.transfer(1, of: "BTC", from: first, .funding, to: second, .funding, now: 1)
    #expect(isNew())
    try second.lock(1, of: "BTC", in: .funding, now: 1)
    #expect(isNew())
    second.unlock(1, of: "BTC", in: .funding, now: 2)
    #expect(!isNew())
    accounts.takeFee(1, of: "BTC", from: second, wallet: .funding, now: 1)
    #expect(isNew())
  }
}
