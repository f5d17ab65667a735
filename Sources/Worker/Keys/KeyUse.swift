package import Configuration

/// What is expected of a key and what it must not be able to do.
package struct KeyUse: Sendable, Equatable {
  /// What it is for.
  package var purpose: KeyPurpose
  /// `allow_withdrawal_permission` of the configuration file.
  package var allowsWithdrawals: Bool

  /// A use.
  package init(_ purpose: KeyPurpose, allowsWithdrawals: Bool) {
    self.purpose = purpose
    self.allowsWithdrawals = allowsWithdrawals
  }

  /// Judges what the exchange says of a key.
  package func judge(_ rights: KeyRights) -> KeyFindings {
    var findings = KeyFindings(rights: rights)
    if rights.contains("enableWithdrawals") {
      if allowsWithdrawals {
        findings.warnings.append("the \(purpose.words) can withdraw; allow_withdrawal_permission lets it")
      } else {
        findings.refusals.append("it can withdraw, and no tool ever does")
      }
    }
    if !rights.contains("enableReading") {
      findings.refusals.append("it may not read, so that nobody could learn what became of an order")
    }
    judgePurpose(rights, &findings)
    if !rights.isBoundToAddresses {
      findings.warnings.append(
        "the \(purpose.words) works from any address; bind it to yours at the exchange")
    }
    for name in rights.unknown {
      findings.warnings.append("the \(purpose.words) has a right that this version does not know: \(name)")
    }
    return findings
  }

  private func judgePurpose(_ rights: KeyRights, _ findings: inout KeyFindings) {
    switch purpose {
    case .read:
      let moving = KeyRights.moving.filter { $0.name != "enableWithdrawals" && rights.contains($0.name) }
      if !moving.isEmpty {
        findings.refusals.append("it is to read only, and may \(moving.map(\.words).joined(separator: ", "))")
      }
    case .trading:
      if !rights.contains("enableSpotAndMarginTrading") {
        findings.warnings.append("the trading key may not trade spot: the exchange will refuse such orders")
      }
    case .futures:
      if !rights.contains("enableFutures") {
        findings.warnings.append(
          "the futures key may not trade futures: the exchange will refuse such orders")
      }
    }
    if purpose != .read,
      rights.contains("enableInternalTransfer") || rights.contains("permitsUniversalTransfer")
    {
      findings.warnings.append("the \(purpose.words) can transfer, and no tool does; take that right from it")
    }
  }
}
