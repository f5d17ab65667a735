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
  private static func isFormality(_ name: String) -> Bool {
    name == "idempotency_key" || name == "allow_duplicate" || name == "adjust"
  }

  let tool: Tool
  let principal: String
  /// Equal for the same order asked again.
  let parameters: [UInt8]
  /// SHA-256 of principal and key; `nil` without a key.
  let keyDigest: [UInt8]?
  /// What its order will be called.
  let id: String
  let allowsDuplicate: Bool

  /// One for all orders: to make one has libcrypto look for the algorithm.
  @LoopActor private static let digest = SHA256()

  @LoopActor
  init(_ tool: Tool, _ arguments: CheckedArguments, principal: String, randomBytes: (Int) -> [UInt8]) {
    self.tool = tool
    self.principal = principal
    let asked = arguments.canonicalBytes(behind: "\(tool.name)\n") { name, value in
      !Self.isFormality(name) && !Self.isMatterOfCourse(name, value)
    }
    Self.digest.add(asked.span)
    parameters = Self.digest.finished()
    if let key = arguments.string("idempotency_key") {
      keyDigest = IntentName.keyDigest(principal: principal, key: key)
      id = IntentName.derived(principal: principal, key: key)
    } else {
      keyDigest = nil
      id = IntentName.random(randomBytes(IntentName.byteCount))
    }
    allowsDuplicate = arguments.boolean("allow_duplicate") == true
  }

  /// Whether an argument says what holds without it too: with and without it is the same order.
  private static func isMatterOfCourse(_ name: String, _ value: CheckedValue) -> Bool {
    switch value {
    case .boolean(let isWanted): !isWanted
    case .text("GTC"): name.hasSuffix("time_in_force")
    case .text("CONTRACT_PRICE"): name == "working_type"
    case .text, .symbol, .symbols, .integer, .decimal: false
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
