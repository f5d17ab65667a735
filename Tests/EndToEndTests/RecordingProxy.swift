import Foundation
import Synchronization

/// An HTTP proxy on loopback that ends the TLS of what it is asked to tunnel, writes down every request in
/// it, and hands the same bytes to another server on loopback. No connection leaves this machine.
///
/// It has threads and blocking descriptors of its own, since the test's thread waits for the server.
final class RecordingProxy: Sendable {
  private struct State {
    var connects: [String] = []
    var open: [Int32] = []
    var connectionCount = 0
    var isStopped = false
    var troubles: [String] = []
  }

  private let listener: Int32
  private let way: RecordedRequest.Way
  private let authority: ThrowAwayAuthority
  private let hosts: Set<String>
  private let exchangePort: UInt16
  private let recorder: Recorder
  private let folder: SocketFolder
  private let state = Mutex(State())
  let port: UInt16

  /// Where the requests of several proxies are written down in the order in which they came.
  final class Recorder: Sendable {
    private let kept = Mutex<[RecordedRequest]>([])

    var requests: [RecordedRequest] { kept.withLock { $0 } }
    var count: Int { kept.withLock { $0.count } }

    func add(_ request: RecordedRequest) { kept.withLock { $0.append(request) } }
  }

  /// - Parameters:
  ///   - hosts: whom a tunnel may be to; any other is refused, and written down.
  ///   - exchangePort: who answers in their place.
  init(
    _ way: RecordedRequest.Way, for hosts: [String], _ authority: ThrowAwayAuthority, exchangePort: UInt16,
    _ recorder: Recorder
  ) throws {
    self.way = way
    self.hosts = Set(hosts.map { "\($0):443" })
    self.authority = authority
    self.exchangePort = exchangePort
    self.recorder = recorder
    folder = try SocketFolder()
    (listener, port) = try LoopbackSocket.listening()
    let listener = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { break }
        LoopbackSocket.closeOnExec(connection)
        Thread.detachNewThread { [weak self] in
          self?.serve(connection)
          close(connection)
        }
      }
      close(listener)
    }
  }

  deinit { stop() }

  var url: String { "http://127.0.0.1:\(port)" }
  /// Whom tunnels were asked for to, in the order in which they were asked for.
  var connects: [String] { state.withLock { $0.connects } }
  /// What went wrong in the proxy itself.
  var troubles: [String] { state.withLock { $0.troubles } }

  /// Shuts everything; the threads end.
  func stop() {
    let open = state.withLock { state -> [Int32] in
      guard !state.isStopped else { return [] }
      state.isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      return state.open
    }
    for descriptor in open { shutdown(descriptor, Int32(SHUT_RDWR)) }
  }

  private func serve(_ client: Int32) {
    guard let head = Self.head(from: client) else { return }
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
    let target = words.count == 3 && words[0] == "CONNECT" ? String(words[1]) : ""
    state.withLock { $0.connects.append(target.isEmpty ? head : target) }
    guard hosts.contains(target) else {
      _ = LoopbackSocket.send(client, "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
      return
    }
    do {
      let number = state.withLock { state in
        state.connectionCount += 1
        return state.connectionCount
      }
      let end = try TLSEnd(authority, path: "\(folder.path)/\(number)")
      defer { end.stop() }
      let exchange = try LoopbackSocket.connected(port: exchangePort)
      defer { close(exchange) }
      guard begin([client, end.socket, exchange]) else { return }
      defer { finish([client, end.socket, exchange]) }
      guard LoopbackSocket.send(client, "HTTP/1.1 200 Connection established\r\n\r\n") else { return }
      relay(client: client, end, exchange: exchange, to: String(target.dropLast(4)))
    } catch {
      state.withLock { $0.troubles.append("\(error)") }
    }
  }

  /// Moves bytes until one side has ended: encrypted between client and openssl, plain between openssl and
  /// the exchange.
  private func relay(client: Int32, _ end: TLSEnd, exchange: Int32, to host: String) {
    let all = DispatchGroup()
    @Sendable func pump(_ body: @escaping @Sendable () -> Void) {
      all.enter()
      Thread.detachNewThread {
        body()
        // One direction has ended, and with it the connection.
        for socket in [client, end.socket, exchange] { shutdown(socket, Int32(SHUT_RDWR)) }
        kill(end.pid, SIGTERM)
        all.leave()
      }
    }
    pump { Self.copy(from: client, to: end.socket) }
    pump { Self.copy(from: end.socket, to: client) }
    pump { Self.copy(from: exchange, to: end.plainInput) }
    pump { [self] in record(from: end.plainOutput, to: exchange, host) }
    all.wait()
  }

  /// Writes every request down, and then hands it on: whoever sees the answer finds it written.
  private func record(from source: Int32, to exchange: Int32, _ host: String) {
    var received: [UInt8] = []
    while let more = Self.read(source), !more.isEmpty {
      received += more
      while let length = RecordedRequest.length(in: received) {
        let bytes = Array(received[..<length])
        received.removeFirst(length)
        recorder.add(RecordedRequest(way: way, authority: host, bytes: bytes))
        guard Self.write(bytes, to: exchange) else { return }
      }
    }
    // What is left is no whole request, and nobody may send that.
    if !received.isEmpty {
      let rest = String(decoding: received.prefix(300), as: UTF8.self)
      state.withLock { $0.troubles.append("no whole request: \(rest)") }
    }
  }

  private func begin(_ descriptors: [Int32]) -> Bool {
    state.withLock { state in
      if state.isStopped { return false }
      state.open += descriptors
      return true
    }
  }

  private func finish(_ descriptors: [Int32]) {
    state.withLock { $0.open.removeAll { descriptors.contains($0) } }
  }

  private static func head(from client: Int32) -> String? {
    var received: [UInt8] = []
    while HeadEnd.index(in: received) == nil {
      guard let more = LoopbackSocket.receive(client), !more.isEmpty else { return nil }
      received += more
    }
    return String(decoding: received, as: UTF8.self)
  }

  private static func copy(from source: Int32, to target: Int32) {
    while let bytes = read(source), !bytes.isEmpty { guard write(bytes, to: target) else { return } }
  }

  private static func read(_ descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = Foundation.read(descriptor, &bytes, bytes.count)
    return count < 0 ? nil : Array(bytes[..<count])
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress, $0.count)
      }
      if count <= 0 { return false }
      written += count
    }
    return true
  }
}
