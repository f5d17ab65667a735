/// Whether the new order is tried when the cancel fails (rest-api.md, "Cancel an Existing Order and Send a
/// New Order").
public enum CancelReplaceMode: String, Sendable, Hashable, CaseIterable {
  case stopOnFailure = "STOP_ON_FAILURE"
  case allowFailure = "ALLOW_FAILURE"
}
