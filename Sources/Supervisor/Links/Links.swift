public import Catalog
public import LinuxIO
public import Log
public import Values
public import Wire

/// All links of the gateway: routes each call to the worker of its role, and brings the answers back.
@LoopActor
public final class Links {
  /// What the links call back.
  public struct Handlers {
    let deliver: Deliver
    let progress: (_ callID: UInt64, _ message: String, _ elapsedSeconds: Int) -> Void
    let confirm: (Question) -> Void

    /// Takes the answer of a call: compact JSON on one line, validated when it came from a worker.
    public typealias Deliver = (_ callID: UInt64, _ isSuccess: Bool, _ envelope: Span<UInt8>) -> Void

    /// - Parameters:
    ///   - deliver: takes an answer, lent until it returns; called once for every call that was submitted and
    ///     not cancelled.
    ///   - progress: a sign of life for a call whose client listens.
    ///   - confirm: asks the person behind a call; what became of it goes to `Links.confirmed`.
    public init(
      deliver: @escaping Deliver, progress: @escaping (UInt64, String, Int) -> Void,
      confirm: @escaping (Question) -> Void
    ) {
      self.deliver = deliver
      self.progress = progress
      self.confirm = confirm
    }
  }

  let venue: Venue
  let version: String
  let startedAt = EventLoop.now
  private(set) var links: [WorkerLink] = []
  private var accountRole: Role
  private let logger: Logger
  private let callTimeoutNanoseconds: UInt64
  private let launcher: Channel
  private var handlers: Handlers?
  private var isSweeping = false
  var observers: [(Notice) -> Void] = []

  /// Links for these roles, none of which has a worker yet.
  ///
  /// - Parameter accountRole: who answers account tools: the account worker, or the trading worker where
  ///   there is no key that only reads.
  public init(
    roles: [Role], accountRole: Role = .account, venue: Venue, version: String, callTimeoutMilliseconds: Int,
    launcher: Channel,
    logger: Logger
  ) {
    self.venue = venue
    self.accountRole = accountRole
    self.version = version
    self.logger = logger
    self.launcher = launcher
    callTimeoutNanoseconds = UInt64(callTimeoutMilliseconds) * 1_000_000
    links = roles.map { WorkerLink(role: $0, owner: self, logger: logger) }
  }

  /// There are other workers from now on. The link of one that is no more stays: it says why nothing comes of
  /// its calls.
  public func follow(roles: [Role], accountRole: Role) {
    self.accountRole = accountRole
    for role in roles where link(of: role) == nil {
      links.append(WorkerLink(role: role, owner: self, logger: logger))
    }
  }

  /// Sets who gets the answers; before the first call.
  public func connect(_ handlers: Handlers) {
    self.handlers = handlers
  }

  /// Calls that have not been answered.
  public var callCount: Int { links.reduce(0) { $0 + $1.state.callCount } }

  /// Takes a call. Its answer comes through `Handlers.deliver`, possibly before this returns.
  ///
  /// - Parameters:
  ///   - client: whose call it is: where calls wait, each client has its turn.
  ///   - principal: who asks; whether he may is the caller's to have looked at.
  ///   - reply: what the client brought back for a question about the same order.
  public func submit(
    callID: UInt64, client: UInt64 = 0, tool: Tool, principal: Principal = .local, arguments: [UInt8],
    wantsProgress: Bool, reply: WireReply? = nil
  ) {
    if tool.role == .supervisor {
      return deliver(callID, isSuccess: true, envelope: statusEnvelope().span)
    }
    let role = tool.role == .account ? accountRole : tool.role
    guard let link = link(of: role) else {
      return answer(callID, LinkFailures.stopped(role, cause: "it is not configured"))
    }
    let now = EventLoop.coarseNow
    link.submit(
      LinkedCall(
        callID: callID, client: client, tool: tool, principal: principal, arguments: arguments,
        wantsProgress: wantsProgress, startedAt: now, deadline: now + callTimeoutNanoseconds, reply: reply))
    beginSweeping()
  }

  private func link(of role: Role) -> WorkerLink? {
    for index in links.indices where links[index].role == role { return links[index] }
    return nil
  }

  /// The client does not want this answer any more.
  public func cancel(_ callID: UInt64) {
    for link in links { link.cancel(callID) }
  }

  /// One timer for all deadlines while calls are pending: exact to a quarter of a second, which no client can
  /// tell from exact.
  private func beginSweeping() {
    if isSweeping { return }
    isSweeping = true
    EventLoop.shared.schedule(at: EventLoop.now + 250_000_000) { [self] in
      isSweeping = false
      let now = EventLoop.now
      for link in links { link.sweep(at: now) }
      if callCount > 0 { beginSweeping() }
    }
  }

  func deliver(_ callID: UInt64, isSuccess: Bool, envelope: Span<UInt8>) {
    handlers?.deliver(callID, isSuccess, envelope)
  }

  func answer(_ callID: UInt64, _ failure: ToolFailure) {
    let envelope = failure.envelope(timestampMilliseconds: EventLoop.wallClockMilliseconds)
    deliver(callID, isSuccess: false, envelope: envelope.span)
  }

  func progress(_ callID: UInt64, _ message: String?, seconds: Int = 0) {
    handlers?.progress(callID, message ?? "still working after \(seconds) s", seconds)
  }

  func confirm(_ question: Question) {
    handlers?.confirm(question)
  }

  /// What became of a question to the person behind a call.
  public func confirmed(_ callID: UInt64, _ verdict: PersonVerdict) {
    for link in links { link.confirmed(callID, verdict) }
  }

  /// Tells the other workers what one of them heard: the limits are the address's.
  func share(_ use: BudgetUse, heardBy role: Role) {
    for link in links where link.role != role { link.hear(use) }
  }

  func announceReady(_ role: Role, _ generation: UInt32) {
    tell(.ready(role: role, generation: generation))
  }

  func refuse(_ role: Role, _ generation: UInt32, isPermanent: Bool, _ reason: String) {
    tell(.refused(role: role, generation: generation, isPermanent: isPermanent, reason: reason))
  }

  /// The server ends: answers every call that is still open.
  public func end() {
    for link in links { link.end() }
  }

  /// Says to the workers that the server ends in peace. Without it they take the last answers for unread.
  public func drain() {
    for link in links { link.drain() }
  }

  private func tell(_ message: ToLauncher) {
    var bytes: [UInt8] = []
    message.encode(into: &bytes)
    launcher.write(bytes)
  }

  /// The launcher hands over the link to a worker that is being started.
  public func open(_ role: Role, generation: UInt32, pid: Int32, _ descriptor: consuming OwnedDescriptor)
    -> Bool
  {
    guard let link = link(of: role) else { return false }
    link.open(generation: generation, pid: pid, descriptor)
    return true
  }

  /// The launcher says how a worker's life ended and when the next one begins; nil for "not by itself".
  ///
  /// - Parameter isAsked: whether the worker did what it had been asked to.
  public func down(
    _ role: Role, generation: UInt32, retryMilliseconds: UInt32?, restartCount: UInt32, cause: String,
    isAsked: Bool = false
  ) {
    link(of: role)?.down(
      generation: generation, retryMilliseconds: retryMilliseconds, restartCount: restartCount, cause: cause,
      isAsked: isAsked)
  }
}
