import HTTP
import LinuxIO
import Signing
import Values

/// One connection to a running paper exchange, for commands.
@LoopActor
final class PaperClient {
  /// From a request to its answer, in nanoseconds.
  static let answerNanoseconds: UInt64 = 10_000_000_000
  private static let receiveByteCountMax = 64 * 1_024

  private let url: String
  private let channel: Channel
  private let host: String
  private var parser = HTTPReplyParser()

  /// Connects.
  ///
  /// - Parameter url: `http://ADDRESS:PORT`, as the ready line has it.
  init(url: String) throws(KeyFolder.Refusal) {
    guard let (address, port) = Self.place(url) else {
      throw KeyFolder.Refusal(message: "'\(url)' is not http://ADDRESS:PORT with an address in figures")
    }
    self.url = url
    host = String(url.dropFirst("http://".utf8.count))
    do throws(SystemFailure) {
      channel = try Channel(try TCPClient.connect(to: address, port: port))
    } catch {
      throw KeyFolder.Refusal(message: "no exchange at \(url): \(error)")
    }
  }

  private static func place(_ url: String) -> (address: String, port: Int)? {
    guard url.hasPrefix("http://") else { return nil }
    let authority = url.dropFirst("http://".utf8.count)
    guard let colon = authority.lastIndex(of: ":"),
      let port = Int(authority[authority.index(after: colon)...]),
      (1...65_535).contains(port)
    else { return nil }
    var address = authority[..<colon]
    if address.hasPrefix("["), address.hasSuffix("]") { address = address.dropFirst().dropLast() }
    return (address == "localhost" ? "127.0.0.1" : String(address), port)
  }

  /// Signs a request with the exchange's own time and sends it once.
  func post(
    _ path: String, _ parameters: [(name: String, value: String)], id: String, signer: Signer
  ) async throws(KeyFolder.Refusal) -> HTTPReply {
    let time = try await ask(HTTPRequest(target: "/api/v3/time", headers: HTTPHeaders([("Host", host)])))
    guard let now = Self.serverTime(time.body) else {
      throw KeyFolder.Refusal(message: "\(url) is no exchange: it does not tell the time")
    }
    var body = Array(QueryString.text(parameters + [("timestamp", String(now))]).utf8)
    signer.update(body.span)
    do throws(SigningFailure) {
      let signature = try signer.finish()
      let text = signer.kind == .hmac ? Hexadecimal.text(signature) : Base64.text(signature)
      body += Array(("&" + QueryString.text([("signature", text)])).utf8)
    } catch {
      throw KeyFolder.Refusal(message: "cannot sign: \(error)")
    }
    let headers = HTTPHeaders([
      ("Host", host), ("X-MBX-APIKEY", id), ("Content-Type", "application/x-www-form-urlencoded"),
    ])
    return try await ask(HTTPRequest(method: "POST", target: path, headers: headers, body: body))
  }

  private static func serverTime(_ body: [UInt8]) -> Int? {
    // Whatever else is there is no exchange, which is all that has to be known.
    (try? JSONDocument(body))?.root["serverTime"]?.integer
  }

  private func ask(_ request: HTTPRequest) async throws(KeyFolder.Refusal) -> HTTPReply {
    var bytes: [UInt8] = []
    do throws(HTTPFailure) {
      try HTTPWriter.append(request, to: &bytes)
    } catch {
      throw KeyFolder.Refusal(message: "\(url) cannot be asked: \(error)")
    }
    channel.write(bytes)
    let deadline = EventLoop.now + Self.answerNanoseconds
    var buffer = ReceiveBuffer(byteCountMax: Self.receiveByteCountMax)
    while true {
      if let reply = try takeReply(from: &buffer) { return reply }
      do throws(Channel.Failure) {
        guard try await channel.read(into: &buffer, deadline: deadline) == 0 else { continue }
      } catch {
        throw KeyFolder.Refusal(message: "\(url) did not answer: \(error)")
      }
      throw KeyFolder.Refusal(message: "\(url) closed the connection before it answered")
    }
  }

  private func takeReply(from buffer: inout ReceiveBuffer) throws(KeyFolder.Refusal) -> HTTPReply? {
    do throws(HTTPFailure) {
      while !buffer.isEmpty {
        let count = try buffer.withSpan { span throws(HTTPFailure) in try parser.receive(span) }
        buffer.drop(count)
        if let reply = parser.next() { return reply }
      }
      return nil
    } catch {
      throw KeyFolder.Refusal(message: "\(url) does not speak HTTP: \(error)")
    }
  }
}
