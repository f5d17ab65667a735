internal import HTTP
internal import LinuxIO

extension HTTPConnection {
  /// Takes bytes of requests; false when reading is to rest.
  func receive(_ bytes: Span<UInt8>) -> Bool {
    isTaking = true
    let goesOn = read(bytes)
    isTaking = false
    flush()
    if stage == .streaming { closeIfUnread() }
    guard stage == .reading else { return goesOn && stage == .lingering }
    noteProgress()
    if isCongested { waitForRoom() }
    return goesOn && !isCongested
  }

  /// Whether so much waits for the client that no further request of his is dealt with.
  var isCongested: Bool { channel.queuedByteCount > settings.queuedByteCountMax }

  /// Reads requests as long as each has its reply at once; what is behind one that has not is kept.
  private func read(_ bytes: Span<UInt8>) -> Bool {
    var offset = 0
    while offset < bytes.count {
      guard stage == .reading else { return keep(bytes, from: offset) }
      // One read may hold a hundred requests whose answers have megabytes each.
      if output.count > settings.queuedByteCountMax {
        flush()
        if isCongested { return keep(bytes, from: offset) }
      }
      do throws(HTTPFailure) {
        offset += try parser.receive(bytes.extracting(offset...))
      } catch {
        refuse(status: error.status, words: "\(error)")
        return true
      }
      guard let request = parser.next() else {
        if parser.awaitsContinue, offset == bytes.count { HTTPWriter.appendContinue(to: &output) }
        continue
      }
      begin(request)
    }
    return stage == .reading
  }

  private func keep(_ bytes: Span<UInt8>, from offset: Int) -> Bool {
    if stage == .answering || stage == .streaming || stage == .reading {
      rest.append(contentsOf: [UInt8](copying: bytes.extracting(offset...)))
    }
    return stage == .lingering
  }

  private func begin(_ request: consuming HTTPRequest) {
    requestCount += 1
    asked = Asked(
      version: request.version, isHead: request.method == "HEAD", keepsAlive: request.keepsAlive)
    stage = .answering
    // Not the client's to hurry.
    deadline = .max
    server.handler.receive(request, on: self)
  }

  /// The reply is whole: the next request has its turn.
  func finishReply(keepsAlive: Bool) {
    onGone = nil
    stage = .reading
    guard keepsAlive else {
      flush()
      return linger()
    }
    if isTaking { return }
    flush()
    goOn()
  }

  /// Reads on: first what has been read already, then the channel.
  private func goOn() {
    while !rest.isEmpty, stage == .reading, !isCongested {
      var bytes: [UInt8] = []
      swap(&bytes, &rest)
      _ = receive(bytes.span)
    }
    guard stage == .reading, !isTaking else { return }
    noteProgress()
    if isCongested { waitForRoom() } else { reader.resume() }
  }

  private func waitForRoom() {
    if isWaitingForRoom { return }
    isWaitingForRoom = true
    deadline = EventLoop.now + settings.flushNanoseconds
    // Ends when the client has read, or when the sweep closes the connection at its deadline.
    onLoop { [self] in
      await channel.flushed(downTo: settings.queuedByteCountMax / 2)
      isWaitingForRoom = false
      if stage == .reading { goOn() }
    }
  }

  /// Sets the deadline by what has come of the next request, and counts what is held of it.
  private func noteProgress() {
    let now = EventLoop.turnTime
    if parser.isIdle {
      deadline = now + settings.idleNanoseconds
      idleSince = channel.queuedByteCount == 0 ? now : nil
      isInRequest = false
    } else if !isInRequest {
      deadline = now + settings.requestNanoseconds
      isInRequest = true
    }
    let held = max(0, parser.heldByteCount - settings.freeByteCount)
    server.count(held: held - heldByteCount)
    heldByteCount = held
    if held > 0, server.heldByteCount > settings.heldByteCountMax {
      refuse(status: 503, words: "too many large requests are being received; try again")
    }
  }

  /// Answers what cannot be read as a request, and ends: where the next one begins is not known.
  func refuse(status: Int, words: String) {
    var reply = server.handler.refusal(status: status, words: words)
    reply.keepsAlive = false
    asked = Asked()
    stage = .answering
    send(reply)
  }

  /// Looks whether the connection's time is over.
  ///
  /// - Parameter comments: how many quiet streams may still be written to in this sweep.
  func sweep(at now: UInt64, comments: inout Int) {
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
      refuse(status: 408, words: "the request did not come whole in time")
    } else {
      close()
    }
  }
}
