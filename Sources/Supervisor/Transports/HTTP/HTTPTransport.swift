public import Authorization
public import Catalog
internal import HTTP
internal import HTTPServer
public import LinuxIO
public import Log
public import MCP
public import Wire

/// MCP over HTTP for many clients at once: Streamable HTTP of 2025-03-26 and later with its sessions, single
/// requests of 2026-07-28, and HTTP with SSE of 2024-11-05, on one listening socket.
///
/// Every message of a client is a POST. It is answered with JSON when there is nothing to be said before its
/// answer, and with a stream of events otherwise. A call outlives the connection that asked for it where its
/// session does, because a cut connection is no wish to cancel; where there is no session, the end of the
/// connection is that wish.
@LoopActor
public final class HTTPTransport {
  /// The address of Streamable HTTP.
  public static let path = "/mcp"
  /// The address of the stream of HTTP with SSE, and the one that its messages are sent to.
  public static let oldStreamPath = "/sse"
  static let oldMessagePath = "/messages"

  /// A call on its way.
  struct Route {
    let exchange: Exchange
    /// The number that the session knows it by.
    let localID: UInt64
    /// Whether it counts as a call of its token.
    let isCounted: Bool
  }

  /// Describes the server as somebody may see it.
  public typealias Describe = (ScopeSet) -> ServerDescription

  let settings: HTTPTransportSettings
  let hosts: HostRule
  let proxies: TrustedProxies
  let logger: Logger
  let fields = ReplyFields()
  let access: AccessControl
  var sessions: SessionTable
  var shelf = ReplayShelf()
  var routes: [UInt64: Route] = [:]
  var streamPlaces = StreamPlaces()
  /// Where somebody's requests without a session have their turn.
  private var turns: [Principal: UInt64] = [:]
  /// Sessions that were used since they last rested.
  var freshSessions: [HTTPSession] = []
  var listener: TCPListener?
  private(set) var server: HTTPServer?
  private let describe: Describe
  private var descriptions: [ScopeSet: ServerDescription] = [:]
  private var deskOrNone: CallDesk?
  private var host: HostDesk?
  /// Answers to `subscriptions/listen`, which stay open.
  var subscribers: [Exchange] = []
  /// Changes that not everybody has been told of yet.
  var rounds: [Round] = []
  private var nextCallID: UInt64 = 1
  private var nextSessionNumber: UInt64 = 1
  private var nextTurn: UInt64 = 0
  var isDraining = false
  let ended = Latch<Void>()

  /// A transport that serves once `run` is called.
  ///
  /// - Parameters:
  ///   - listener: a socket that listens; its connections are this transport's.
  ///   - describe: called once for each set of scopes.
  public init(
    _ settings: HTTPTransportSettings, listener: TCPListener, authorizer: Authorizer, logger: Logger,
    describe: @escaping Describe
  ) {
    self.settings = settings
    self.listener = listener
    self.logger = logger
    self.describe = describe
    access = AccessControl(authorizer, demandsToken: settings.demandsToken)
    sessions = SessionTable(countMax: settings.sessionCountMax)
    hosts = HostRule(
      boundAddress: settings.boundAddress, allowedHosts: settings.allowedHosts,
      allowedOrigins: settings.allowedOrigins, takesLoopbackPages: settings.demandsToken)
    proxies = TrustedProxies(settings.trustedProxies)
  }

  /// Sets who runs the calls, and who answers what else there is; before `run`.
  public func connect(_ desk: CallDesk, host: HostDesk? = nil) {
    deskOrNone = desk
    self.host = host
  }

  var desk: CallDesk {
    guard let desk = deskOrNone else { preconditionFailure("connect comes before run") }
    return desk
  }

  /// Serves until `drain` was called and everything pending is answered.
  ///
  /// - Throws: when listening itself has broken.
  public func run() async throws(SystemFailure) {
    guard let listener else { preconditionFailure("run is called once") }
    self.listener = nil
    let server = HTTPServer(listener: listener, handler: self, settings: serverSettings)
    self.server = server
    let broken = Latch<SystemFailure>()
    onLoop { [ended] in
      do throws(SystemFailure) {
        try await server.serve()
      } catch {
        broken.set(error)
        ended.set(())
      }
    }
    // As long as the program.
    onLoop { [self] in
      while !ended.isSet {
        await EventLoop.shared.sleep(nanoseconds: Self.sweepNanoseconds)
        sweep()
      }
    }
    await ended.value()
    if broken.isSet { throw await broken.value() }
    await server.flush(nanoseconds: Self.lastFlushNanoseconds)
  }

  private var serverSettings: HTTPServerSettings {
    var server = HTTPServerSettings()
    server.connectionCountMax = settings.connectionCountMax
    server.limits = HTTPLimits(
      startLineByteCountMax: 8 * 1_024, headerByteCountMax: 32 * 1_024,
      bodyByteCountMax: Self.bodyByteCountMax)
    server.requestNanoseconds = Self.requestNanoseconds
    return server
  }

  /// The most bytes of one message. A tool's arguments are a few hundred.
  public static let bodyByteCountMax = 4 * 1_024 * 1_024
  static let requestNanoseconds: UInt64 = 20_000_000_000
  static let lastFlushNanoseconds: UInt64 = 300_000_000

  /// The server as somebody with these scopes sees it.
  func description(for principal: Principal) -> ServerDescription {
    if let made = descriptions[principal.scopes] { return made }
    let description = describe(principal.scopes)
    descriptions[principal.scopes] = description
    return description
  }

  func makeSession(_ kind: HTTPSession.Kind, for owner: Principal) -> HTTPSession {
    defer { nextSessionNumber += 1 }
    let id = kind == .stateless ? nil : SessionID(random: CurrentProcess.randomBytes(SessionID.byteCount))
    return HTTPSession(
      kind: kind, number: nextSessionNumber, id: id, owner: owner, Dialogue(description(for: owner)))
  }

  /// The server as somebody with every scope sees it.
  var wholeDescription: ServerDescription { description(for: .local) }

  func description(of session: HTTPSession) -> ServerDescription { description(for: session.owner) }

  func forgetDescriptions() { descriptions.removeAll() }

  /// Notes a call of an exchange and has it run.
  func run(_ call: ToolCall, of exchange: Exchange) {
    let owner = exchange.session.owner
    let refusal = access.beginCall(owner)
    let callID = note(call.callID, of: exchange, isHosted: false, isCounted: refusal == nil)
    if let refusal {
      let envelope = refusal.envelope(timestampMilliseconds: EventLoop.turnWallClockMilliseconds)
      return deliver(callID, isSuccess: false, envelope: envelope.span)
    }
    desk.submit(callID, turn(of: exchange.session), call, owner)
  }

  /// By what calls have their turn where they wait: sessions each by themselves, requests without a session
  /// all of one sender together, since he may make as many as he likes.
  private func turn(of session: HTTPSession) -> UInt64 {
    guard session.kind == .stateless else { return session.number }
    if let turn = turns[session.owner] { return turn }
    if turns.count >= Self.turnCountMax { turns.removeAll() }
    let turn = UInt64.max - nextTurn
    nextTurn += 1
    turns[session.owner] = turn
    return turn
  }

  /// Senders whose turns are remembered.
  private static let turnCountMax = 4_096

  /// Takes what is in force from now on about who is let in.
  ///
  /// - Returns: what is wrong with it, as sentences for the log.
  public func follow(_ rules: AccessRules) -> [String] { access.follow(rules) }

  /// Notes a request that the host answers, and has him answer it.
  func run(_ request: HostedRequest, of exchange: Exchange) {
    let callID = note(request.callID, of: exchange, isHosted: true, isCounted: false)
    host?.answer(callID, request)
  }

  private func note(
    _ localID: UInt64, of exchange: Exchange, isHosted: Bool, isCounted: Bool
  ) -> UInt64 {
    let callID = nextCallID
    nextCallID += 1
    routes[callID] = Route(exchange: exchange, localID: localID, isCounted: isCounted)
    exchange.session.running.append(
      HTTPSession.RunningCall(localID: localID, callID: callID, exchange: exchange, isHosted: isHosted))
    return callID
  }

  /// Takes a call off the list of those that run.
  func takeRoute(_ callID: UInt64) -> Route? {
    guard let route = routes.removeValue(forKey: callID) else { return nil }
    route.exchange.session.end(callID)
    route.exchange.openCallCount -= 1
    if route.isCounted { access.endCall(route.exchange.session.owner) }
    return route
  }

  /// Hands on what a client has answered to a question of the host's.
  func replied(_ callID: UInt64, _ reply: HostedReply) {
    host?.replied(callID, reply.name, reply.result)
  }

  /// Forgets a call, and has it stopped.
  func stop(_ call: HTTPSession.RunningCall) {
    guard takeRoute(call.callID) != nil else { return }
    if call.isHosted { host?.cancel(call.callID) } else { desk.cancel(call.callID) }
  }

  /// Takes nothing new; `run` ends once everything pending is answered.
  public func drain() {
    guard !isDraining else { return }
    isDraining = true
    server?.stop()
    endSubscriptions()
    for session in sessions.all { endListening(session) }
    endIfDrained()
  }

  func endIfDrained() {
    if isDraining, routes.isEmpty { ended.set(()) }
  }

  private func endListening(_ session: HTTPSession) {
    guard session.kind == .streamable, let stream = session.listening else { return }
    stream.finish(at: EventLoop.now)
  }
}
