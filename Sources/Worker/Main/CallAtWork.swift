import Catalog
import Exchange
import LinuxIO

/// One call from the message that brought it to its answer: what it runs, and who may still end it.
@LoopActor
final class CallAtWork {
  let context: CallContext
  let tool: Tool
  let arguments: CheckedArguments

  init(_ context: CallContext, _ tool: Tool, _ arguments: CheckedArguments) {
    self.context = context
    self.tool = tool
    self.arguments = arguments
  }
}
