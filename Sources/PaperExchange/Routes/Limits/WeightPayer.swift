/// Who a request's weight is charged to.
public enum WeightPayer: Sendable, Hashable {
  /// The address that it came from: "Weight(IP)".
  case address(String)
  /// The account whose key signed it: "Weight(UID)".
  case account(Int)
}
