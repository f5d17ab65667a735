/// The price that triggers a conditional order (USD-M documents, "Working type").
public enum WorkingType: String, Sendable, Hashable, CaseIterable {
  case markPrice = "MARK_PRICE"
  case contractPrice = "CONTRACT_PRICE"
}
