internal import CCurl
internal import Catalog
internal import HTTP
internal import LinuxIO
internal import Signing

/// One connection to a server, from its first look-up of the name to its close: one request at a time, never
/// one again.
///
/// libcurl makes and verifies it; the bytes are ours. After any failure it is closed, since nobody can say
/// where the next answer would begin. A request is carried by the events of its socket and not by a task: to
/// resume one for each step took a quarter of a short call.
@LoopActor
final class Connection {
  /// Takes the answer to one request, or why there is none: then the connection is to be closed, and the
  /// request may have arrived.
  typealias WhenDone = @LoopActor (Result<HTTPReply, ConnectionFailure>) -> Void

  private enum State {
    case connecting
    case open(ForeignWatch)
    case failed(ConnectionFailure)
    case closed
  }

  private let multi: CurlMulti
  private let easy: CurlEasy
  private let isEncrypted: Bool
  /// Whether the socket carries our bytes as they are: neither TLS nor a proxy, which this machine itself is
  /// never reached through. Then libcurl has made the connection, and has no part in what goes over it.
  private let isPlain: Bool
  private var state = State.connecting
  private var opening: Suspension?
  private var parser = HTTPReplyParser(limits: .reply)
  private var isReusable = true
  private let scratch: ReceiveScratch
  /// Who waits for the answer to the request that is under way; nil when none is.
  private var whenDone: WhenDone?
  /// Its bytes, in memory that is used again for the next one.
  private var outgoing: [UInt8] = []
  /// How many of them the kernel has taken.
  private var sentCount = 0

  /// Answers that came over it.
  private(set) var answerCount = 0
  /// When the request that is under way, or the last one, was handed to the kernel: nanoseconds, monotonic.
  private(set) var sentAtNanoseconds: UInt64 = 0
  /// When it was last given back to the pool: nanoseconds of the monotonic clock.
  var idleSinceNanoseconds: UInt64 = 0

  /// Begins to connect; `opened` waits for it.
  init(
    to server: BaseURL, _ configuration: ExchangeConfiguration, timeoutMilliseconds: Int, multi: CurlMulti,
    scratch: ReceiveScratch
  ) {
    self.multi = multi
    self.scratch = scratch
    isEncrypted = server.isEncrypted
    isPlain = !server.isEncrypted && server.isLoopback
    easy = CurlEasy.connecting(to: server, configuration, timeoutMilliseconds: timeoutMilliseconds)
    multi.connect(easy) { [weak self] result in self?.finishConnecting(result) }
  }

  isolated deinit {
    close()
  }

  private func finishConnecting(_ result: CURLcode) {
    guard case .connecting = state else { return }
    if result == CURLE_OK, let socket = easy.socket {
      // Unowned: `close()` stops the watch, and ends with this object at the latest.
      let onEvents = LoopActor.unchecked { [unowned self] in advance() }
      state = .open(ForeignWatch(socket, .edge, onEvents: onEvents))
      // libcurl counts a connection as unused until its first read or write, and could close an unused one
      // when it makes another. What was sent by the
      // server unasked (tickets of TLS 1.3) is read here as well.
      if !isQuiet() { state = .failed(.endedBeforeAnswer) }
    } else {
      state = .failed(ConnectionFailure(result, of: easy))
    }
    opening?.end()
  }

  /// Waits until the connection stands.
  ///
  /// - Throws: why it does not. It is to be closed then.
  func opened(until deadline: UInt64, for call: CallContext) async throws(ConnectionFailure) {
    if case .connecting = state {
      let opening = Suspension()
      self.opening = opening
      await opening.wait(until: deadline, for: call)
      self.opening = nil
    }
    switch state {
    case .open: return
    case .failed(let failure): throw failure
    case .connecting: throw call.isCancelled ? .cancelled : .connectTimedOut
    case .closed: throw .cancelled
    }
  }

  /// True when it stands.
  var isOpen: Bool { if case .open = state { true } else { false } }

  /// True when a request may go out on it now: it stands or is being made, nothing has come that nobody asked
  /// for, and the server has not closed it.
  ///
  /// Costs no system call while the loop has heard nothing of the socket. What it has heard is looked at,
  /// since session tickets of TLS are no answer.
  var isUsable: Bool {
    switch state {
    case .connecting: true
    case .open(let watch): isReusable && !watch.hasHungUp && (!watch.isReadable || isQuiet())
    case .failed, .closed: false
    }
  }

  /// Sends one request, once, and reads its answer.
  ///
  /// - Parameter whenDone: called once, at the deadline (nanoseconds, monotonic) at the latest. When nothing
  ///   can be sent that is at once, from inside this function.
  /// - Precondition: `opened` has returned, and no other request is under way.
  func exchange(
    _ request: ExchangeRequest, _ credentials: RequestCredentials, by writer: RequestWriter,
    until deadline: UInt64, _ whenDone: @escaping WhenDone
  ) {
    precondition(self.whenDone == nil, "one request at a time")
    guard case .open(let watch) = state else { return whenDone(.failure(.cancelled)) }
    outgoing.removeAll(keepingCapacity: true)
    do throws(SigningFailure) {
      try writer.append(request, credentials, to: &outgoing)
    } catch {
      return whenDone(.failure(.unsigned))
    }
    self.whenDone = whenDone
    parser.expect(method: request.endpoint.method)
    sentCount = 0
    sentAtNanoseconds = EventLoop.now
    watch.setDeadline(deadline)
    if sendNow(watch) { readOn(watch) }
  }

  /// Goes on as far as it goes without waiting. Called at every event of the socket and at the deadline.
  private func advance() {
    guard whenDone != nil, case .open(let watch) = state else { return }
    if sendNow(watch) { readOn(watch) }
    if watch.isOverdue { finish(.failure(.answerTimedOut)) }
  }

  private func readOn(_ watch: ForeignWatch) {
    if watch.isReadable, let result = receiveNow(watch) { finish(result) }
  }

  /// Hands to the kernel what it takes now.
  ///
  /// - Returns: true once it has all. When the connection is broken, that has been told.
  private func sendNow(_ watch: ForeignWatch) -> Bool {
    while sentCount < outgoing.count {
      guard watch.isWritable else { return false }
      let rest = outgoing[sentCount...]
      switch isPlain ? watch.send(rest) : easy.send(rest) {
      case .count(let count):
        sentCount += count
      case .wouldBlock:
        watch.noteFull()
      case .failed:
        finish(.failure(.endedBeforeAnswer))
        return false
      }
    }
    return true
  }

  /// Reads what is there.
  ///
  /// - Returns: nil while the answer is not whole.
  private func receiveNow(_ watch: ForeignWatch) -> Result<HTTPReply, ConnectionFailure>? {
    while watch.isReadable {
      do throws(ConnectionFailure) {
        switch isPlain ? watch.receive(into: &scratch.bytes) : easy.receive(into: &scratch.bytes) {
        case .wouldBlock:
          watch.noteDrained()
          return nil
        case .failed:
          return .failure(parser.isIdle ? .endedBeforeAnswer : .cut)
        case .count(0):
          isReusable = false
          return .success(try endOfStream())
        case .count(let count):
          // A short read proves a plain socket empty; of TLS it proves nothing.
          if !isEncrypted && count < CurlEasy.receiveByteCountMax { watch.noteDrained() }
          if let reply = try take(count) { return .success(reply) }
        }
      } catch {
        return .failure(error)
      }
    }
    return nil
  }

  private func finish(_ result: Result<HTTPReply, ConnectionFailure>) {
    guard let waiting = whenDone.take() else { return }
    if case .open(let watch) = state { watch.setDeadline(.max) }
    waiting(result)
  }

  private func take(_ count: Int) throws(ConnectionFailure) -> HTTPReply? {
    let bytes = scratch.bytes
    let takenCount: Int
    do throws(HTTPFailure) {
      takenCount = try parser.receive(bytes.span.extracting(0..<count))
    } catch {
      throw .malformed(error)
    }
    guard let reply = parser.next() else { return nil }
    answerCount += 1
    // Bytes behind the one answer that was asked for belong to nobody.
    if takenCount < count || !reply.keepsAlive { isReusable = false }
    return reply
  }

  private func endOfStream() throws(ConnectionFailure) -> HTTPReply {
    let reply: HTTPReply?
    do throws(HTTPFailure) {
      reply = try parser.receiveEnd()
    } catch {
      throw error == .truncated ? .cut : .malformed(error)
    }
    guard let reply else { throw .endedBeforeAnswer }
    answerCount += 1
    return reply
  }

  /// Looks whether the server has said anything unasked: a byte, or the end.
  private func isQuiet() -> Bool {
    guard case .open(let watch) = state else { return false }
    var probe: [UInt8] = [0]
    guard easy.receive(into: &probe) == .wouldBlock else { return false }
    watch.noteDrained()
    return true
  }

  /// Closes it, in whatever state. Whoever waits to send finds it closed, and whoever waits for an answer is
  /// told that there will be none.
  func close() {
    if case .closed = state { return }
    if case .open(let watch) = state {
      state = .closed
      watch.stop()
    } else {
      state = .closed
    }
    multi.remove(easy)
    opening?.end()
    finish(.failure(.cancelled))
  }
}
