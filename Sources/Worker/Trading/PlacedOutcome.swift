internal import Catalog

/// What a call about an order is answered, and the intent whose outcome that is, if there is one.
struct PlacedOutcome {
  let result: Result<[UInt8], ToolFailure>
  let intentID: String?

  init(_ result: Result<[UInt8], ToolFailure>, of intentID: String? = nil) {
    self.result = result
    self.intentID = intentID
  }
}
