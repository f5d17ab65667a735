import PaperAccounts
import Testing

@testable import PaperState

@Suite struct `Digests` {
  @Test func `the checksum has the published check value`() {
    #expect(Checksum.of("123456789".utf8) == 0xCBF4_3926)
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
