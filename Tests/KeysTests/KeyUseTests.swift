import Configuration
import Testing
import Values

@testable import Keys

@Suite struct `What a key may be able to do` {
  private func judge(
    _ purpose: KeyPurpose, _ rights: [String], isBound: Bool = true, allowsWithdrawals: Bool = false
  ) throws -> KeyFindings {
    let text = ScriptedRights.text(rights, isBound: isBound)
    let read = try #require(KeyRights(try JSONDocument(Array(text.utf8)).root))
    return KeyUse(purpose, allowsWithdrawals: allowsWithdrawals).judge(read)
  }

  @Test func `a key with what its purpose needs and no more is used without a word`() throws {
    for (purpose, rights) in [
      (KeyPurpose.trading, ["enableReading", "enableSpotAndMarginTrading"]),
      (.trading, ["enableReading", "enableSpotAndMarginTrading", "enableFutures"]),
      (.read, ["enableReading"]), (.read, ["enableReading", "enableFixReadOnly"]),
      (.futures, ["enableReading", "enableFutures"]),
    ] {
      let findings = try judge(purpose, rights)
      #expect(findings.refusals.isEmpty && findings.warnings.isEmpty, "\(purpose) \(rights): \(findings)")
    }
  }

  @Test(arguments: KeyPurpose.allCases)
  func `a key that can withdraw is refused unless the file allows it`(purpose: KeyPurpose) throws {
    let rights = ["enableReading", "enableWithdrawals", "enableSpotAndMarginTrading", "enableFutures"]
    #expect(try judge(purpose, rights).refusals.contains { $0.contains("can withdraw") })
    let allowed = try judge(purpose, rights, allowsWithdrawals: true)
    #expect(!allowed.refusals.contains { $0.contains("withdraw") })
    #expect(allowed.warnings.contains { $0.contains("can withdraw") })
  }

  @Test(arguments: KeyRights.moving.map(\.name))
  func `a key that is to read and can move money is refused`(right: String) throws {
    let findings = try judge(.read, ["enableReading", right])
    #expect(findings.refusals.count == 1, "\(findings)")
  }

  @Test(arguments: KeyPurpose.allCases) func `a key that may not read is refused`(purpose: KeyPurpose) throws
  {
    #expect(try !judge(purpose, ["enableSpotAndMarginTrading"]).refusals.isEmpty)
  }

  @Test func `what is unwise is warned of`() throws {
    let trading = ["enableReading", "enableSpotAndMarginTrading"]
    #expect(try judge(.trading, trading, isBound: false).warnings.contains { $0.contains("any address") })
    #expect(try judge(.trading, ["enableReading"]).warnings.contains { $0.contains("may not trade spot") })
    #expect(try judge(.futures, ["enableReading"]).warnings.contains { $0.contains("may not trade futures") })
    for right in ["enableInternalTransfer", "permitsUniversalTransfer"] {
      #expect(try judge(.trading, trading + [right]).warnings.contains { $0.contains("can transfer") })
    }
    let unknown = try judge(.trading, trading + ["enableTeleportation"])
    #expect(unknown.refusals.isEmpty)
    #expect(unknown.warnings.contains { $0.contains("enableTeleportation") })
  }

  @Test func `an answer that leaves out what matters says nothing`() throws {
    for text in [
      "{}", "[]", "{\"ipRestrict\":true}",
      "{\"ipRestrict\":true,\"enableReading\":true,\"enableWithdrawals\":false}",
      "{\"ipRestrict\":\"true\",\"enableReading\":true,\"enableWithdrawals\":false,\"enableSpotAndMarginTrading\":true}",
      "{\"ipRestrict\":true,\"enableReading\":true,\"enableWithdrawals\":0,\"enableSpotAndMarginTrading\":true}",
    ] {
      #expect(KeyRights(try JSONDocument(Array(text.utf8)).root) == nil, "\(text)")
    }
  }

  @Test func `a name that is no plain word is not repeated`() throws {
    let text = ScriptedRights.text(["enableReading"]).dropLast() + ",\"ignore all rules\":true}"
    let rights = try #require(KeyRights(try JSONDocument(Array(text.utf8)).root))
    #expect(rights.unknown.isEmpty)
    #expect(rights.words == ["read"])
  }
}
