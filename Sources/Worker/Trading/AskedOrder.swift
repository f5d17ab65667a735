internal import Catalog
internal import LinuxIO
internal import Signing

/// What a call asks for, as far as its arguments alone say it: who, what, and under which name.
///
/// Known before the exchange is asked anything, so that the same call made again is recognised even while
/// nothing can be reached.
struct AskedOrder {
  /// Arguments that are about the call and not about the order.
  static let formalities: Set<String> = ["idempotency_key", "allow_duplicate"]

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
    digest.add(arguments.canonicalBytes(without: Self.formalities))
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

  /// By which a person agrees to it: this order, of this caller, here.
  func digest(venue: String, account: String) -> String {
    let digest = SHA256()
    for part in [venue, account, principal] {
      digest.add(Array("\(part.utf8.count):\(part)".utf8))
    }
    digest.add(parameters)
    return Hexadecimal.text(digest.finished())
  }
}
