import Foundation
import LinuxIO

/// A server on loopback that answers as it is told, byte for byte, and counts what it sees. Its own reading
/// of requests, so that it cannot share a
/// mistake with the code under test.
@LoopActor
final class FakeServer {
  /// What it does after it has read one whole request.
  enum Step: Sendable {
    /// Sends these bytes.
    case send(String)
    /// Sends a 200 with this body.
    case reply(String, headers: String = "")
    /// Waits.
    case pause(milliseconds: UInt64)
    /// Closes the connection in good order.
    case close
    /// Never answers.
    case silence
  }

  /// One request as it arrived.
  struct Request {
    /// Which connection brought it, from 0.
    let connection: Int
    /// The head, its lines ended by CR LF.
    let head: String

    /// What stands behind the head, as long as Content-Length says.
    let body: String

    /// The first line.
    var line: String { String(head.prefix { $0 != "\r\n" }) }

    /// A header's value.
    func header(_ name: String) -> String? {
      for line in head.components(separatedBy: "\r\n")
      where line.lowercased().hasPrefix(name.lowercased() + ":") {
        return line.dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
      }
      return nil
    }

    /// What was signed and sent: the query of the first line, or the body of a form.
    var parameters: String {
      if !body.isEmpty { return body }
      let target = line.split(separator: " ").dropFirst().first ?? ""
      return target.split(separator: "?", maxSplits: 1).dropFirst().first.map(String.init) ?? ""
    }

    /// The path of the first line.
    var path: String {
      String((line.split(separator: " ").dropFirst().first ?? "").prefix { $0 != "?" })
    }
  }

  private let listener: TCPListener
  private let behaviour: (Request) -> [Step]
  private let readsRequests: Bool
  private var channels: [Int: Channel] = [:]
  private var isStopped = false
  private(set) var requests: [Request] = []
  private(set) var connectionCount = 0
  /// Requests read and not yet answered, at most.
  private(set) var parallelCountMax = 0
  private var parallelCount = 0

  /// - Parameter readsRequests: false closes each connection with its bytes unread, which resets it.
  init(readsRequests: Bool = true, _ behaviour: @escaping (Request) -> [Step]) throws {
    listener = try TCPListener(address: "127.0.0.1", port: 0)
    self.behaviour = behaviour
    self.readsRequests = readsRequests
    onLoop { [self] in await acceptAll() }
  }

  var port: Int { listener.port }
  /// Connections that are open on this side.
  var openCount: Int { channels.count }

  /// Closes everything. The listener goes with the task that waits on it, which a last connection wakes.
  func stop() {
    isStopped = true
    for channel in channels.values { channel.close() }
    channels.removeAll()
    Loopback.knock(port: port)
  }

  private func acceptAll() async {
    while !isStopped {
      // The end of the listener is the end of the server.
      guard let accepted = try? await listener.accept(),
        // As above: a descriptor that cannot be watched ends the server too.
        let channel = try? Channel(accepted.takeDescriptor())
      else { return }
      if isStopped { return channel.close() }
      let number = connectionCount
      connectionCount += 1
      channels[number] = channel
      onLoop { [self] in
        await serve(channel, number)
        channel.close()
        channels[number] = nil
      }
    }
  }

  private func serve(_ channel: Channel, _ number: Int) async {
    if !readsRequests {
      var few = ReceiveBuffer(byteCountMax: 4)
      // What the client does with its end is not this server's concern.
      _ = try? await channel.read(into: &few)
      requests.append(Request(connection: number, head: "unread", body: ""))
      return
    }
    var buffer = ReceiveBuffer(byteCountMax: 1 << 20)
    while true {
      var text = String(decoding: buffer.bytes, as: UTF8.self)
      while !text.contains("\r\n\r\n") {
        // The peer's end or reset ends this connection; the test looks at what was counted.
        guard let count = try? await channel.read(into: &buffer), count > 0 else { return }
        text = String(decoding: buffer.bytes, as: UTF8.self)
      }
      guard let end = text.range(of: "\r\n\r\n") else { return }
      let head = String(text[..<end.upperBound])
      buffer.drop(head.utf8.count)
      let byteCount =
        Int(Request(connection: number, head: head, body: "").header("Content-Length") ?? "") ?? 0
      while buffer.bytes.count < byteCount {
        // As above.
        guard let count = try? await channel.read(into: &buffer), count > 0 else { return }
      }
      let body = String(decoding: buffer.bytes.prefix(byteCount), as: UTF8.self)
      buffer.drop(byteCount)
      let request = Request(connection: number, head: head, body: body)
      requests.append(request)
      parallelCount += 1
      parallelCountMax = max(parallelCountMax, parallelCount)
      let stays = await perform(behaviour(request), on: channel)
      parallelCount -= 1
      if !stays { return }
    }
  }

  private func perform(_ steps: [Step], on channel: Channel) async -> Bool {
    for step in steps {
      switch step {
      case .send(let text):
        channel.write(Array(text.utf8))
        await channel.flushed()
      case .reply(let body, let headers):
        channel.write(
          Array("HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)".utf8))
        await channel.flushed()
      case .pause(let milliseconds):
        await EventLoop.shared.sleep(nanoseconds: milliseconds * 1_000_000)
      case .close:
        return false
      case .silence:
        var rest = ReceiveBuffer(byteCountMax: 1 << 16)
        // What the client does with its end is not this server's concern.
        _ = try? await channel.read(into: &rest)
        return false
      }
    }
    return true
  }
}
