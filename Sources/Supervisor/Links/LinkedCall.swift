public import Catalog
public import Wire

/// One tool call while it is with a link: waiting for a worker, or with one.
///
/// Owned by one `LinkState`, which runs on the loop; not `Sendable`.
public final class LinkedCall {
  /// The gateway's number for it.
  public let callID: UInt64
  /// Whose call it is.
  public let client: UInt64
  /// The tool.
  public let tool: Tool
  /// Who asks.
  public let principal: Principal
  /// Its arguments: a JSON object.
  public let arguments: [UInt8]
  /// Whether the client listens to progress.
  public let wantsProgress: Bool
  /// What the client brought back for a question about the same order.
  public let reply: WireReply?
  /// When it came, in nanoseconds of the monotonic clock.
  public let startedAt: UInt64
  /// When it must have been answered: one deadline for the whole call, whatever happens to workers meanwhile.
  public private(set) var deadline: UInt64
  /// What its order is known by at the exchange, once the worker has said so.
  var clientOrderID: String?
  /// Since when a person is being asked; the deadline stands still meanwhile.
  private(set) var pausedAt: UInt64?
  /// Attempts begun so far.
  var attemptCount = 0
  /// Progress notifications sent so far.
  var progressCount = 0

  /// A call that has just come.
  public init(
    callID: UInt64, client: UInt64 = 0, tool: Tool, principal: Principal = .local, arguments: [UInt8],
    wantsProgress: Bool, startedAt: UInt64, deadline: UInt64, reply: WireReply? = nil
  ) {
    self.callID = callID
    self.client = client
    self.tool = tool
    self.principal = principal
    self.arguments = arguments
    self.wantsProgress = wantsProgress
    self.startedAt = startedAt
    self.deadline = deadline
    self.reply = tool.effect == .reads ? nil : reply
    needsAllSends =
      tool.severalWith.map { names in names.isEmpty || names.contains { Self.holds(arguments, $0) } } ?? false
  }

  private static func holds(_ arguments: [UInt8], _ name: String) -> Bool {
    let wanted = Array("\"\(name)\"".utf8)
    var rest = arguments[...]
    while let start = rest.firstIndex(of: wanted[0]) {
      rest = rest[start...]
      if rest.starts(with: wanted) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// Whether one attempt may need all the sends that a call has: it asks several endpoints. Each of its
  /// attempts has them all then, since what a worker that died was answered is gone with it.
  ///
  /// The name of an argument is looked for in the text. One that stands in a value lets a worker ask the one
  /// endpoint once more than it would, and nothing else.
  let needsAllSends: Bool

  /// Stops the clock of the deadline while a person is asked.
  func pause(at now: UInt64) {
    pausedAt = now
  }

  /// Lets the clock go on: the person's time is not the call's.
  func resume(at now: UInt64) {
    guard let since = pausedAt.take() else { return }
    deadline = deadline &+ (now &- since)
  }

  /// Whether its time is over. A call that waits for a person has the person's time too.
  func isPast(_ now: UInt64, grace: UInt64 = 0) -> Bool {
    pausedAt == nil && deadline &+ grace <= now
  }
}
