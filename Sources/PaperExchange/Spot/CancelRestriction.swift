/// Which status an order must have to be canceled (rest-api.md, "Regarding cancelRestrictions").
public enum CancelRestriction: String, Sendable, Hashable, CaseIterable {
  case onlyNew = "ONLY_NEW"
  case onlyPartiallyFilled = "ONLY_PARTIALLY_FILLED"
}
