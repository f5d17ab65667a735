internal import CCurl
internal import HTTP
internal import LinuxIO

/// One connection to a server, from its first look-up of the name to its close: one request at a time, never
/// one again.
///
/// libcurl makes and verifies it; the bytes are ours. After any failure it is closed, since nobody can say
/// where the next answer would begin.
@LoopActor
final class Connection {
  private enum State {
    case connecting
    case open(ForeignWatch)
    case failed(ConnectionFailure)
    case closed
  }

  private let multi: CurlMulti
  private let easy: CurlEasy
  private let isEncrypted: Bool
  private var state = State.connecting
  private var opening: Suspension?
  private var parser = HTTPReplyParser(limits: .reply)
  private var isReusable = true

  /// Answers that came over it.
  private(set) var answerCount = 0
  /// When it was last given back to the pool: nanoseconds of the monotonic clock.
  var idleSinceNanoseconds: UInt64 = 0

  /// Begins to connect; `opened` waits for it.
  init(
    to server: BaseURL, _ configuration: ExchangeConfiguration, timeoutMilliseconds: Int, multi: CurlMulti
  ) {
    self.multi = multi
    isEncrypted = server.isEncrypted
    easy = CurlEasy.connecting(to: server, configuration, timeoutMilliseconds: timeoutMilliseconds)
    multi.connect(easy) { [weak self] result in self?.finishConnecting(result) }
  }

  isolated deinit {
    close()
  }

  private func finishConnecting(_ result: CURLcode) {
    guard case .connecting = state else { return }
    if result == CURLE_OK, let socket = easy.socket {
      state = .open(ForeignWatch(socket, .edge))
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
  /// - Throws: what went wrong; the connection is to be closed then, and the request may have arrived.
  /// - Precondition: `opened` has returned.
  func exchange(
    _ request: [UInt8], method: String, until deadline: UInt64, scratch: ReceiveScratch
  ) async throws(ConnectionFailure) -> HTTPReply {
    parser.expect(method: method)
    let sentCount = try sendNow(request[...])
    if sentCount < request.count { try await send(request[sentCount...], until: deadline) }
    while true {
      let watch = try openWatch()
      if !watch.isReadable {
        await watch.readable(until: deadline)
        if !watch.isReadable {
          _ = try openWatch()
          if EventLoop.now >= deadline { throw .answerTimedOut }
        }
      }
      switch easy.receive(into: &scratch.bytes) {
      case .wouldBlock:
        watch.noteDrained()
      case .failed:
        throw parser.isIdle ? .endedBeforeAnswer : .cut
      case .count(0):
        isReusable = false
        return try endOfStream()
      case .count(let count):
        // A short read proves a plain socket empty; of TLS it proves nothing.
        if !isEncrypted && count < CurlEasy.receiveByteCountMax { watch.noteDrained() }
        if let reply = try take(count, of: scratch) { return reply }
      }
    }
  }

  /// Hands to the kernel what it takes now.
  ///
  /// - Returns: how many bytes that was.
  private func sendNow(_ bytes: ArraySlice<UInt8>) throws(ConnectionFailure) -> Int {
    let watch = try openWatch()
    switch easy.send(bytes) {
    case .count(let count): return count
    case .failed: throw .endedBeforeAnswer
    case .wouldBlock:
      watch.noteFull()
      return 0
    }
  }

  /// Sends the rest of a request that the kernel did not take at once.
  private func send(_ bytes: ArraySlice<UInt8>, until deadline: UInt64) async throws(ConnectionFailure) {
    var rest = bytes
    while !rest.isEmpty {
      let watch = try openWatch()
      if !watch.isWritable {
        await watch.writable(until: deadline)
        if EventLoop.now >= deadline { throw .answerTimedOut }
      }
      rest = rest.dropFirst(try sendNow(rest))
    }
  }

  private func openWatch() throws(ConnectionFailure) -> ForeignWatch {
    guard case .open(let watch) = state else { throw .cancelled }
    return watch
  }

  private func take(_ count: Int, of scratch: ReceiveScratch) throws(ConnectionFailure) -> HTTPReply? {
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

  /// Closes it, in whatever state. Whoever waits is woken and finds it closed.
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
  }
}
