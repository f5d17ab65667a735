public import LinuxIO
public import Wire

/// The operator's side of the control sockets: finds the servers that run, and asks one of them one thing.
@LoopActor
public final class OperatorClient {
  /// Why there is no reply.
  public enum Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The folder of the sockets cannot be used.
    case folder(PrivateFailure)
    /// Nobody listens there any more.
    case gone
    /// The kernel's reason.
    case system(SystemFailure)
    /// The socket belongs to another user.
    case stranger(user: UInt32?)
    /// It answered nothing in time.
    case timedOut(milliseconds: Int)
    /// It ended the connection without an answer.
    case noAnswer
    /// What it answered is not an answer.
    case garbage(WireFailure)

    /// What happened, as half a sentence.
    public var description: String {
      switch self {
      case .folder(let failure): "the folder of the control sockets: \(failure)"
      case .gone: "it is not running any more"
      case .system(let failure): failure.description
      case .stranger: "its control socket belongs to another user"
      case .timedOut(let milliseconds): "it did not answer within \(milliseconds) ms"
      case .noAnswer: "it ended the connection without an answer"
      case .garbage(let failure): "its answer is none: \(failure)"
      }
    }
  }

  /// The most bytes of a reply: the largest answer and the head around it.
  static let replyByteCountMax = OperatorReply.jsonByteCountMax + 64

  private let folder: PrivateFolder

  /// A client of the servers whose sockets lie in this folder.
  ///
  /// - Parameter path: `<state>/run`.
  /// - Returns: `nil` when there is no such folder: no server has ever run there.
  public init?(folder path: String) throws(Failure) {
    do throws(PrivateFailure) {
      folder = try PrivateFolder(existing: path, isForRoot: true)
    } catch {
      if case .system(let failure) = error, failure.number == SystemFailure.noSuchFile { return nil }
      throw .folder(error)
    }
  }

  /// The control sockets that are there, by pid. Whoever has left one behind is found when asked.
  public func sockets() throws(Failure) -> [OperatorSocketName] {
    do throws(SystemFailure) {
      return try OperatorSocketName.all(in: folder)
    } catch {
      throw .system(error)
    }
  }

  /// Asks, and waits for the one reply.
  public func ask(
    _ name: OperatorSocketName, _ request: OperatorRequest, timeoutMilliseconds: Int = 35_000
  ) async throws(Failure) -> OperatorReply {
    let channel = try connect(name)
    defer { channel.close() }
    var bytes: [UInt8] = []
    request.encode(into: &bytes)
    guard channel.write(bytes) else { throw .noAnswer }
    let deadline = EventLoop.now + UInt64(timeoutMilliseconds) * 1_000_000
    var buffer = ReceiveBuffer(byteCountMax: Self.replyByteCountMax + 4)
    while true {
      do throws(WireFailure) {
        if let frame = try Frame.decode(buffer.bytes, byteCountMax: Self.replyByteCountMax) {
          return try OperatorReply(frame)
        }
      } catch {
        throw .garbage(error)
      }
      guard try await read(channel, into: &buffer, deadline: deadline) else {
        throw .timedOut(milliseconds: timeoutMilliseconds)
      }
    }
  }

  /// - Returns: false when the deadline came first.
  private func read(
    _ channel: Channel, into buffer: inout ReceiveBuffer, deadline: UInt64
  ) async throws(Failure) -> Bool {
    let count: Int
    do throws(Channel.Failure) {
      count = try await channel.read(into: &buffer, deadline: deadline)
    } catch {
      if error == .timedOut { return false }
      throw .noAnswer
    }
    if count == 0 { throw .noAnswer }
    return true
  }

  private func connect(_ name: OperatorSocketName) throws(Failure) -> Channel {
    let socket: OwnedDescriptor
    do throws(SystemFailure) {
      socket = try UnixClient.connect(in: folder, name: name.text)
    } catch {
      let isGone = [SystemFailure.connectionRefused, SystemFailure.noSuchFile].contains(error.number)
      throw isGone ? .gone : .system(error)
    }
    let user = socket.peerUser
    guard let user, user == CurrentProcess.user || user == 0 || CurrentProcess.isRoot else {
      throw .stranger(user: user)
    }
    do throws(SystemFailure) {
      return try Channel(socket)
    } catch {
      throw .system(error)
    }
  }
}
