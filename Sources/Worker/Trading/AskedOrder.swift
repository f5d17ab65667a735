internal import Catalog
internal import LinuxIO
internal import Orders
internal import Signing

/// What a call asks for, as far as its arguments alone say it: who, what, and under which name.
///
/// Known before the exchange is asked anything, so that the same call made again is recognised even while
/// nothing can be reached.
struct AskedOrder {
  /// Arguments that are about the call and not about the order. An amount that `adjust` has to round is
  /// refused without it, so an order of the same amounts is the same with it and without it.
  static let formalities: Set<String> = ["idempotency_key", "allow_duplicate", "adjust"]

  let tool: Tool
  let principal: String
  /// Equal for the same order asked again.
  let parameters: [UInt8]
  /// SHA-256 of principal and key; `nil` without a key.
  let keyDigest: [UInt8]?
  /// What its order will be called.
  let id: String
  let allowsDuplicate: Bool

  init(_ tool: Tool, _ arguments: CheckedArguments, principal: String, randomBytes: (Int) -> [UInt8]) {
    self.tool = tool
    self.principal = principal
    let digest = SHA256()
    digest.add(Array("\(tool.name)\n".utf8))
    digest.add(
      arguments.canonicalBytes(without: Self.formalities.union(Self.matters(ofCourse: tool, arguments))))
    parameters = digest.finished()
    if let key = arguments.string("idempotency_key") {
      keyDigest = IntentName.keyDigest(principal: principal, key: key)
      id = IntentName.derived(principal: principal, key: key)
    } else {
      keyDigest = nil
      id = IntentName.random(randomBytes(IntentName.byteCount))
    }
    allowsDuplicate = arguments.boolean("allow_duplicate") == true
  }

  /// Arguments that say what holds without them too: with and without they are the same order.
  private static func matters(ofCourse tool: Tool, _ arguments: CheckedArguments) -> [String] {
    tool.parameters.map(\.name).filter { name in
      if arguments.boolean(name) == false { return true }
      let word = arguments.string(name)
      return name.hasSuffix("time_in_force") && word == "GTC"
        || name == "working_type" && word == "CONTRACT_PRICE"
    }
  }

  /// By which a person agrees to it: this order, of this caller, here.
  ///
  /// Of the order itself too, since what the arguments lead to may change: another quantity or side closes a
  /// position that has changed meanwhile. Its prices are left out: those that were asked for are among the
  /// arguments, and the others move.
  func digest(_ proposal: OrderProposal, venue: String, account: String) -> String {
    let digest = SHA256()
    var parts = [venue, account, principal]
    for (name, value) in proposal.query where !name.hasSuffix("rice") { parts += [name, value] }
    for leg in proposal.legs { parts.append(leg.side) }
    for part in parts { digest.add(Array("\(part.utf8.count):\(part)".utf8)) }
    digest.add(parameters)
    return Hexadecimal.text(digest.finished())
  }
}
