internal import LinuxIO

/// What a server writes to stderr, kept for the moment it is wanted: between the drawings of a tour its lines
/// would only confuse.
@LoopActor
final class ServerLog {
  /// The most bytes that are kept; the oldest go first.
  static let byteCountMax = 64 << 10

  private let channel: Channel
  private var bytes: [UInt8] = []

  /// The pipe whose second end is the server's stderr.
  static func pipe() throws(MCPClient.Failure) -> DescriptorPair {
    do throws(SystemFailure) { return try DescriptorPair.pipe() } catch { throw .notStarted(error) }
  }

  /// Reads from a pipe whose second end the server has by now; ours is closed here, so that the end is seen.
  init(reading pipe: consuming DescriptorPair) throws(MCPClient.Failure) {
    do throws(SystemFailure) { channel = try Channel(pipe.first) } catch { throw .notStarted(error) }
    onLoop { [self] in await read() }
  }

  /// The lines since the last time, escaped, at most `countMax` of the newest.
  func newLines(countMax: Int = 12) -> [String] {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(countMax)
    bytes.removeAll()
    return lines.map { TerminalText.escaped(String($0)) }
  }

  private func read() async {
    var buffer = ReceiveBuffer(byteCountMax: 16 << 10)
    do throws(Channel.Failure) {
      while try await channel.read(into: &buffer) > 0 {
        bytes += buffer.take(buffer.count)
        if bytes.count > Self.byteCountMax { bytes.removeFirst(bytes.count - Self.byteCountMax) }
      }
    } catch {
      // A broken pipe is the end of the log, as its end is.
    }
  }
}
