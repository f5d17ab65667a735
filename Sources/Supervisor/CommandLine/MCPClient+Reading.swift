internal import LinuxIO
internal import Values

extension MCPClient {
  /// What is read of a message: the same bounds as for the server's own input, with room for a larger line.
  private static let limits = JSONLimits(
    byteCountMax: lineByteCountMax, depthMax: 64, memberCountMax: 16_384, valueCountMax: 4_000_000,
    duplicateKeys: .refused)

  /// Reads until the server's output ends, or until it sends what is no message: a stream that is off by one
  /// byte cannot be trusted again.
  func readLines() async {
    var buffer = ReceiveBuffer(byteCountMax: Self.lineByteCountMax)
    var searchedCount = 0
    do throws(Channel.Failure) {
      while failure == nil {
        while let end = buffer.firstIndex(of: UInt8(ascii: "\n"), from: searchedCount) {
          let line = buffer.take(end)
          buffer.drop(1)
          searchedCount = 0
          receive(line)
          if failure != nil { return }
        }
        searchedCount = buffer.count
        if buffer.isFull { return fail(.oversized) }
        if try await output.read(into: &buffer) == 0 { break }
      }
    } catch {
      // Closed by us, or a pipe that broke, which is an end like any other.
    }
    if failure == nil { await noteEndOfOutput() }
  }

  /// The output has ended. Usually the server has too, and its exit code says more than that.
  private func noteEndOfOutput() async {
    let process = process
    var wasEndedByUs = false
    let timer = EventLoop.shared.schedule(at: EventLoop.now + 1_000_000_000) {
      wasEndedByUs = true
      process.kill()
    }
    let found = await ending.value()
    timer.cancel()
    fail(wasEndedByUs ? .outputClosed : .ended(found))
  }

  /// Takes one line.
  private func receive(_ line: [UInt8]) {
    let message: JSONValue
    do throws(JSONReader.Failure) {
      message = try JSONDocument(line, limits: Self.limits).root
    } catch {
      return fail(Self.garbage(error.description, line))
    }
    guard message["jsonrpc"]?.isString("2.0") == true else {
      return fail(Self.garbage("no JSON-RPC 2.0", line))
    }
    if let method = message["method"]?.string {
      guard let id = message["id"] else { return note(message) }
      return answer(method, id: id)
    }
    guard let id = message["id"]?.integer else {
      // An answer to nothing that could be read: only an error may have a null id, and nothing waits for it.
      return fail(Self.garbage("an answer without an id of ours", line))
    }
    // Late answers find nobody waiting.
    pending[id]?.set(.answered(message, line: line))
  }

  /// Answers a request of the server. This client offers nothing, so everything but `ping` is refused, as the
  /// protocol wants.
  private func answer(_ method: String, id: JSONValue) {
    let head: [JSON.Member] = [.init(key: "jsonrpc", value: "2.0"), .init(key: "id", value: JSON(id))]
    let body: JSON.Member =
      method == "ping"
      ? .init(key: "result", value: .object([]))
      : .init(key: "error", value: ["code": -32601, "message": "this client offers nothing of the kind"])
    send(.object(head + [body]))
  }

  private func note(_ notification: JSONValue) {
    notifications.append(notification)
    if notifications.count > Self.notificationCountMax { notifications.removeFirst() }
  }

  /// Ends the conversation for everybody who waits; the first reason stays.
  func fail(_ reason: Failure) {
    if failure == nil { failure = reason }
    for latch in pending.values { latch.set(.failed(reason)) }
  }

  static func garbage(_ reason: String, _ line: [UInt8]) -> Failure {
    .garbage(reason: reason, line: TerminalText.shown(String(decoding: line.prefix(256), as: UTF8.self)))
  }
}
