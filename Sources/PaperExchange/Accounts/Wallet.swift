/// The wallets of one account (wallet documents, "User Universal Transfer").
public enum Wallet: String, Sendable, CaseIterable {
  case spot = "MAIN"
  case funding = "FUNDING"
  case futures = "UMFUTURE"
}
