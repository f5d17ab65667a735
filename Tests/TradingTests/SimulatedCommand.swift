/// One thing that a client wants done once, however often it asks.
final class SimulatedCommand {
  let tool: String
  let arguments: String
  let hasKey: Bool
  let worth: Int
  let principal: String
  /// Client order ids that were announced for it.
  var ids: Set<String> = []
  var isDone = false

  init(tool: String, arguments: String, hasKey: Bool, worth: Int, principal: String) {
    self.tool = tool
    self.arguments = arguments
    self.hasKey = hasKey
    self.worth = worth
    self.principal = principal
  }
}
