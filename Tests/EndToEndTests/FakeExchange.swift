import Foundation
import Synchronization

/// An exchange on loopback that does what it is told, byte for byte, and counts what it sees.
///
/// It has threads and plain sockets of its own, since the test's thread waits for the server.
final class FakeExchange: Sendable {
  /// What it does after it has read a request.
  enum Step: Sendable {
    /// An answer with a length.
    case reply(status: Int = 200, headers: String = "", body: String)
    /// These bytes and nothing around them.
    case raw(String)
    case pause(milliseconds: UInt32)
    /// Closes in good order.
    case close
    /// Closes so that the peer's next read fails (SO_LINGER with no time).
    case reset
    /// Says nothing until the peer closes.
    case silence
  }

  private struct Counts {
    var targets: [String] = []
    var connections: [Int32] = []
    var closedByPeerCount = 0
    var isStopped = false
  }

  private let listener: Int32
  private let counts = Mutex(Counts())
  private let behaviour: @Sendable (_ number: Int, _ target: String) -> [Step]
  let port: UInt16

  /// - Parameter behaviour: what to do about the request of this number, from 0.
  init(_ behaviour: @escaping @Sendable (_ number: Int, _ target: String) -> [Step]) throws {
    self.behaviour = behaviour
    (listener, port) = try LoopbackSocket.listening()
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        // The listener was shut, or the exchange is gone.
        guard connection >= 0 else { break }
        guard let self, self.begin(connection) else {
          close(connection)
          break
        }
        Thread.detachNewThread { [weak self] in self?.serve(connection) }
      }
      close(listener)
    }
  }

  /// Answers everything with the price of BTCUSDT.
  static func priceBody(_ price: String = "64000.10000000") -> String {
    #"{"symbol":"BTCUSDT","price":"\#(price)"}"#
  }

  deinit { stop() }

  var url: String { "http://127.0.0.1:\(port)" }
  /// Whole requests that have come.
  var requestCount: Int { counts.withLock { $0.targets.count } }
  var targets: [String] { counts.withLock { $0.targets } }
  /// Silent connections that the peer closed.
  var closedByPeerCount: Int { counts.withLock { $0.closedByPeerCount } }

  /// Shuts everything; the threads end.
  func stop() {
    let open = counts.withLock { counts -> [Int32] in
      guard !counts.isStopped else { return [] }
      counts.isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      return counts.connections
    }
    for connection in open { shutdown(connection, Int32(SHUT_RDWR)) }
  }

  private func begin(_ connection: Int32) -> Bool {
    LoopbackSocket.closeOnExec(connection)
    return counts.withLock { counts in
      if counts.isStopped { return false }
      counts.connections.append(connection)
      return true
    }
  }

  private func serve(_ connection: Int32) {
    defer {
      counts.withLock { $0.connections.removeAll { $0 == connection } }
      close(connection)
    }
    var received: [UInt8] = []
    while true {
      while let end = HeadEnd.index(in: received) {
        let head = String(decoding: received[..<end], as: UTF8.self)
        received.removeFirst(end)
        let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
        let target = words.count > 1 ? String(words[1]) : ""
        let number = counts.withLock { counts -> Int in
          counts.targets.append(target)
          return counts.targets.count - 1
        }
        guard perform(behaviour(number, target), on: connection) else { return }
      }
      guard let more = LoopbackSocket.receive(connection), !more.isEmpty else { return }
      received += more
    }
  }

  private func perform(_ steps: [Step], on connection: Int32) -> Bool {
    for step in steps {
      switch step {
      case .reply(let status, let headers, let body):
        let head =
          "HTTP/1.1 \(status) Status\r\nContent-Type: application/json\r\n\(headers)"
          + "Content-Length: \(body.utf8.count)\r\n\r\n"
        guard LoopbackSocket.send(connection, head + body) else { return false }
      case .raw(let text):
        guard LoopbackSocket.send(connection, text) else { return false }
      case .pause(let milliseconds): if milliseconds > 0 { usleep(milliseconds * 1000) }
      case .close: return false
      case .reset:
        LoopbackSocket.resetOnClose(connection)
        return false
      case .silence:
        while let more = LoopbackSocket.receive(connection), !more.isEmpty {}
        counts.withLock { $0.closedByPeerCount += 1 }
        return false
      }
    }
    return true
  }
}
