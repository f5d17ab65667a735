public import HTTP
internal import LinuxIO

extension HTTPConnection {
  /// Sends a whole reply with field lines that are ready.
  ///
  /// - Parameters:
  ///   - fields: whole lines, each ended by CR LF; none of framing.
  ///   - body: lent until this returns.
  public func reply(status: Int, uncheckedFields fields: [UInt8], body: Span<UInt8>) {
    guard stage == .answering else { return }
    HTTPWriter.append(
      status: status, uncheckedFields: fields, body: body, keepsAlive: asked.keepsAlive,
      version: asked.version, sendsBody: !asked.isHead, to: &output)
    finishReply(keepsAlive: asked.keepsAlive)
  }

  /// The same for a body that is kept by whoever made it. A long one goes to the kernel from where it lies:
  /// copied behind its head first, a list of every tool took a quarter longer.
  public func reply(status: Int, uncheckedFields fields: [UInt8], body: ArraySlice<UInt8>) {
    guard stage == .answering else { return }
    guard body.count >= Self.ownPieceByteCount, !asked.isHead, channel.isOpen else {
      return reply(status: status, uncheckedFields: fields, body: body.span)
    }
    HTTPWriter.append(
      status: status, uncheckedFields: fields, body: body.span, keepsAlive: asked.keepsAlive,
      version: asked.version, sendsBody: false, to: &output)
    channel.write(output[...], hasMore: true)
    output.removeAll(keepingCapacity: false)
    channel.write(body)
    noteUnread()
    guard stage == .answering else { return }
    finishReply(keepsAlive: asked.keepsAlive)
  }

  /// Bodies from here on are not copied behind their heads.
  private static let ownPieceByteCount = 16 * 1_024

  /// Sends a whole reply.
  public func send(_ reply: HTTPReply) {
    guard stage == .answering else { return }
    var reply = reply
    reply.keepsAlive = reply.keepsAlive && asked.keepsAlive
    let request = HTTPRequest(method: asked.isHead ? "HEAD" : "GET", target: "/", version: asked.version)
    do throws(HTTPFailure) {
      try HTTPWriter.append(reply, answering: request, to: &output)
    } catch {
      // What cannot be written is a mistake of ours; the client hears that there was one.
      let nothing: [UInt8] = []
      HTTPWriter.append(
        status: 500, uncheckedFields: nothing, body: nothing.span, keepsAlive: false, version: asked.version,
        to: &output)
      return finishReply(keepsAlive: false)
    }
    finishReply(keepsAlive: reply.keepsAlive)
  }

  /// Sends bytes as they are in the place of a reply, and ends the connection: for tests of clients.
  public func sendRaw(_ bytes: [UInt8]) {
    guard stage == .answering else { return }
    output += bytes
    finishReply(keepsAlive: false)
  }

  /// Sends what waits to be sent; a reply that is put off lets nothing wait with it.
  public func flush() {
    guard !output.isEmpty else { return }
    guard channel.isOpen else { return output.removeAll() }
    channel.write(output)
    output.removeAll(keepingCapacity: false)
    noteUnread()
  }

  /// Begins a reply whose end is not known.
  public func beginStream(status: Int, headers: HTTPHeaders) {
    guard stage == .answering else { return }
    do throws(HTTPFailure) {
      try HTTPWriter.appendStreamHead(
        status: status, headers: headers, keepsAlive: asked.keepsAlive, version: asked.version, to: &output)
    } catch {
      return send(HTTPReply(status: 500, keepsAlive: false))
    }
    stage = .streaming
    lastStreamed = EventLoop.turnTime
  }

  /// True while a reply that `beginStream` began goes on.
  public var isStreaming: Bool { stage == .streaming }

  /// Sends a piece of the reply. Pieces go out together when `flush` is called, or the turn is over.
  ///
  /// A client that leaves too much unread is taken for gone: the connection is closed.
  public func stream(_ piece: Span<UInt8>) {
    guard stage == .streaming, !piece.isEmpty else { return }
    if asked.version == .http11 {
      HTTPWriter.appendChunk(piece, to: &output)
    } else {
      output.append(contentsOf: [UInt8](copying: piece))
    }
    lastStreamed = EventLoop.turnTime
    if isTaking { return }
    flush()
    closeIfUnread()
  }

  /// Closes a stream whose client is gone, or leaves too much unread.
  func closeIfUnread() {
    if channel.hasFailedWriting || channel.queuedByteCount > settings.streamQueuedByteCountMax { close() }
  }

  /// Ends the reply.
  public func endStream() {
    guard stage == .streaming else { return }
    if asked.version == .http11 { HTTPWriter.appendLastChunk(to: &output) }
    let keepsAlive = asked.keepsAlive && asked.version == .http11
    finishReply(keepsAlive: keepsAlive)
  }

  func sendComment() {
    var bytes: [UInt8] = []
    EventStream.appendComment(to: &bytes)
    stream(bytes.span)
  }
}
