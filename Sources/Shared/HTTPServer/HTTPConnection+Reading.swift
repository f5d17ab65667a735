internal import HTTP
internal import LinuxIO

extension HTTPConnection {
  /// Takes bytes of requests; false when reading is to rest.
  func receive(_ bytes: Span<UInt8>) -> Bool {
    isTaking = true
    read(bytes)
    isTaking = false
    flush()
    if stage == .streaming { closeIfUnread() }
    // What still comes to a connection that ends is read and dropped, so that its end is heard.
    guard stage == .reading else { return stage == .lingering }
    noteProgress()
    guard stage == .reading else { return stage == .lingering }
    if isCongested {
      waitForRoom()
    } else if !rest.isEmpty {
      goOnLater()
    }
    return rest.isEmpty && !isCongested
  }

  /// Whether something waits for the client, so that no further request of his is dealt with. However little:
  /// the kernel has taken all it wants for him by then, and one who reads loses nothing.
  var isCongested: Bool { channel.queuedByteCount > 0 }

  /// Reads requests as long as each has its reply at once; what is behind one that has not is kept, and what
  /// is more than others can wait for.
  private func read(_ bytes: Span<UInt8>) {
    var offset = 0
    var left = settings.requestsInARowMax
    while offset < bytes.count {
      guard stage == .reading, left > 0 else { return keep(bytes, from: offset) }
      // One read may hold many requests whose answers have megabytes each.
      if output.count > settings.outputByteCountMax {
        flush()
        if isCongested || stage != .reading { return keep(bytes, from: offset) }
      }
      do throws(HTTPFailure) {
        offset += try parser.receive(bytes.extracting(offset...))
      } catch {
        return refuse(status: error.status, words: "\(error)", head: parser.head)
      }
      guard let request = parser.next() else {
        if let refusal = refusalOfHead() { return refuse(refusal) }
        if parser.awaitsContinue, offset == bytes.count { HTTPWriter.appendContinue(to: &output) }
        continue
      }
      left -= 1
      begin(request)
    }
  }

  /// Looks at the head of a request whose body has not come, once.
  private func refusalOfHead() -> HTTPReply? {
    guard !hasJudgedHead, let head = parser.head else { return nil }
    hasJudgedHead = true
    return server.handler.refusal(of: head, on: self)
  }

  private func keep(_ bytes: Span<UInt8>, from offset: Int) {
    guard stage == .answering || stage == .streaming || stage == .reading else { return }
    rest.append(contentsOf: [UInt8](copying: bytes.extracting(offset...)))
  }

  /// Goes on with the rest once the others have had their turn.
  private func goOnLater() {
    if isPaced { return }
    isPaced = true
    EventLoop.shared.schedule(at: EventLoop.now) { [weak self] in
      guard let self else { return }
      isPaced = false
      if stage == .reading { goOn() }
    }
  }

  private func begin(_ request: consuming HTTPRequest) {
    requestCount += 1
    hasJudgedHead = false
    requestSince = nil
    asked = Asked(
      version: request.version, isHead: request.method == "HEAD", keepsAlive: request.keepsAlive)
    stage = .answering
    // Not the client's to hurry.
    deadline = .max
    guard request.body.count <= HTTPServer.ordinaryBodyByteCountMax else {
      return server.lineUp(request, self)
    }
    server.handler.receive(request, on: self)
  }

  /// The reply is whole: the next request has its turn.
  func finishReply(keepsAlive: Bool) {
    onGone = nil
    stage = .reading
    guard keepsAlive else {
      flush()
      // It may have been closed for what its client leaves unread.
      if stage == .reading { linger() }
      return
    }
    if isTaking { return }
    flush()
    goOn()
  }

  /// Reads on: first what has been read already, then the channel.
  private func goOn() {
    if !rest.isEmpty, stage == .reading, !isCongested {
      var bytes: [UInt8] = []
      swap(&bytes, &rest)
      guard receive(bytes.span) else { return }
    }
    guard stage == .reading, !isTaking, rest.isEmpty else { return }
    noteProgress()
    guard stage == .reading else { return }
    if isCongested { waitForRoom() } else { reader.resume() }
  }

  private func waitForRoom() {
    // Set once: what a client sends meanwhile buys it no time.
    if !isWaitingForRoom || deadline == .max { deadline = EventLoop.now + settings.flushNanoseconds }
    if isWaitingForRoom { return }
    isWaitingForRoom = true
    // Ends when the client has read, or when the sweep closes the connection at its deadline.
    onLoop { [self] in
      await channel.flushed()
      isWaitingForRoom = false
      if stage == .reading { goOn() }
    }
  }

  /// Sets the deadline by what has come of the next request, and counts what is held of it.
  private func noteProgress() {
    let now = EventLoop.turnTime
    if isCongested {
      // The deadline is that of what waits (`waitForRoom`).
      idleSince = nil
    } else if parser.isIdle {
      deadline = now + settings.idleNanoseconds
      idleSince = rest.isEmpty ? now : nil
      requestSince = nil
    } else {
      let since = requestSince ?? now
      deadline = since + settings.requestNanoseconds
      requestSince = since
    }
    count()
    guard heldByteCount > 0, server.heldByteCount > settings.heldByteCountMax else { return }
    if wasGranted { server.makeRoomForRequests() }
    if server.heldByteCount > settings.heldByteCountMax { refuseForRoom() }
  }

  /// Answers what cannot be read as a request, and ends: where the next one begins is not known.
  func refuse(status: Int, words: String, head: HTTPRequest?) {
    refuse(server.handler.refusal(status: status, words: words, head: head))
  }

  private func refuse(_ refusal: HTTPReply) {
    var reply = refusal
    reply.keepsAlive = false
    asked = Asked()
    stage = .answering
    send(reply)
  }

  /// Looks whether the connection's time is over.
  ///
  /// - Parameter comments: how many quiet streams may still be written to in this sweep.
  func sweep(at now: UInt64, comments: inout Int) {
    count()
    if stage == .streaming {
      if channel.queuedByteCount > 0 {
        if deadline == .max { deadline = now + settings.flushNanoseconds }
      } else {
        deadline = .max
        if comments > 0, now > lastStreamed, now - lastStreamed > settings.quietStreamNanoseconds {
          comments -= 1
          sendComment()
        }
      }
    }
    guard deadline < now else { return }
    if stage == .reading, !parser.isIdle, channel.queuedByteCount == 0 {
      refuse(status: 408, words: "the request did not come whole in time", head: parser.head)
    } else {
      close()
    }
  }
}
