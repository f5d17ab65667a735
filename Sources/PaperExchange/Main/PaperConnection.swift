import HTTP
import LinuxIO
import PaperFaults

/// One client connection: requests are answered in their order, also when several came at once.
@LoopActor
final class PaperConnection {
  /// A connection without a request for this long is closed, in nanoseconds.
  static let idleNanoseconds: UInt64 = 75_000_000_000
  /// From the first byte of a request to its last, in nanoseconds: a slow sender holds a place that others
  /// want.
  static let requestNanoseconds: UInt64 = 10_000_000_000
  /// For a client to read what is queued for it, in nanoseconds.
  static let flushNanoseconds: UInt64 = 30_000_000_000
  /// Bytes that may wait for a client before no more of its requests are read.
  static let queuedByteCountMax = 256 * 1_024
  private static let receiveByteCountMax = 64 * 1_024

  /// When the server closes the connection unless something happens, on the monotonic clock.
  private(set) var deadline: UInt64
  /// Since when it has had no request and nothing that waits for its client, on the monotonic clock; nil
  /// while it has.
  private(set) var idleSince: UInt64?

  private let channel: Channel
  private let service: any RequestService
  private let address: String
  private let number: Int
  private var requestCount = 0
  private var parser = HTTPRequestParser(limits: HTTPLimits(bodyByteCountMax: 256 * 1_024))
  private var output: [UInt8] = []
  private var isEnding = false

  init(channel: Channel, service: any RequestService, address: String, number: Int) {
    self.channel = channel
    self.service = service
    self.address = address
    self.number = number
    deadline = EventLoop.now + Self.idleNanoseconds
    idleSince = EventLoop.now
  }

  /// Serves until the client or a deadline ends it.
  func serve() async {
    var buffer = ReceiveBuffer(byteCountMax: Self.receiveByteCountMax)
    while !isEnding {
      do throws(Channel.Failure) {
        guard try await channel.read(into: &buffer) > 0 else { break }
      } catch {
        // Reset, or closed by the sweep: there is nobody left to tell.
        break
      }
      idleSince = nil
      let wasIdle = parser.isIdle
      let answeredBefore = requestCount
      await answer(&buffer)
      await send()
      if parser.isIdle {
        deadline = EventLoop.now + Self.idleNanoseconds
        if channel.queuedByteCount == 0, !isEnding { idleSince = EventLoop.now }
      } else if wasIdle || requestCount > answeredBefore {
        // What stands here is the beginning of another request than at the last look.
        deadline = EventLoop.now + Self.requestNanoseconds
      }
    }
    if isEnding {
      deadline = EventLoop.now + Self.flushNanoseconds
      channel.shutdownWriting()
    }
    channel.close()
  }

  /// Ends the connection at once; the task in `serve` sees it closed.
  func close() {
    channel.close()
  }

  private func answer(_ buffer: inout ReceiveBuffer) async {
    while !buffer.isEmpty, !isEnding {
      do throws(HTTPFailure) {
        let count = try buffer.withSpan { span throws(HTTPFailure) in try parser.receive(span) }
        buffer.drop(count)
        guard let request = parser.next() else {
          if parser.awaitsContinue, buffer.isEmpty { HTTPWriter.appendContinue(to: &output) }
          continue
        }
        requestCount += 1
        // Not the client's to hurry: a fault may hold its request back for longer than an idle connection
        // lasts. Set anew once this is answered.
        deadline = .max
        let origin = RequestOrigin(address: address, connection: number, isKept: requestCount > 1)
        try await deliver(await service.deliver(request, origin), answering: request)
      } catch {
        refuse(error)
      }
      // One read may hold a thousand requests whose answers have megabytes each: no further one is dealt with
      // before its client has taken those.
      if output.count > Self.queuedByteCountMax { await send() }
      guard channel.isOpen else { return }
    }
  }

  private func deliver(_ delivery: Delivery, answering request: HTTPRequest) async throws(HTTPFailure) {
    switch delivery {
    case .answer(let reply):
      try HTTPWriter.append(reply, answering: request, to: &output)
      isEnding = !reply.keepsAlive
    case .delayed(let reply, let milliseconds):
      await send()
      await pause(milliseconds: milliseconds)
      try HTTPWriter.append(reply, answering: request, to: &output)
      isEnding = !reply.keepsAlive
    case .bytes(let bytes):
      output += bytes
      isEnding = true
    case .close(let resets):
      // What was answered before is not part of the fault.
      isEnding = true
      await send()
      if resets { channel.closeByReset() } else { channel.close() }
    }
  }

  /// Waits without being swept away as idle.
  private func pause(milliseconds: Int) async {
    let nanoseconds = UInt64(milliseconds) * 1_000_000
    deadline = EventLoop.now + nanoseconds + Self.idleNanoseconds
    await EventLoop.shared.sleep(nanoseconds: nanoseconds)
  }

  /// What cannot be read as HTTP is answered once, and the connection ends: where the next request begins is
  /// not known.
  private func refuse(_ failure: HTTPFailure) {
    isEnding = true
    let reply = HTTPReply(status: failure.status, reason: "Bad Request", keepsAlive: false)
    do throws(HTTPFailure) {
      try HTTPWriter.append(reply, to: &output)
    } catch {
      preconditionFailure("a constant answer is valid")
    }
  }

  private func flushToChannel() {
    channel.write(output)
    output.removeAll(keepingCapacity: output.capacity <= Self.queuedByteCountMax * 2)
  }

  private func send() async {
    guard !output.isEmpty else { return }
    flushToChannel()
    let limit = isEnding ? 0 : Self.queuedByteCountMax
    if channel.queuedByteCount > limit {
      deadline = EventLoop.now + Self.flushNanoseconds
      await channel.flushed(downTo: limit)
    }
  }
}
