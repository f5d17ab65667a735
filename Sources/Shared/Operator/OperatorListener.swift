public import LinuxIO
public import Wire

/// A running server's ear for the operator: a Unix socket in `<state>/run` that answers one request a
/// connection.
///
/// For the owner of the process and root alone: the folder is 0700, the socket 0600, and the kernel's word on
/// who is at the other end (SO_PEERCRED) is asked for each connection, so that a folder whose mode was
/// changed lets nobody in. Everything is bounded: connections, bytes, and the time for each step. A peer that
/// says something that is no request is ended without an answer.
@LoopActor
public final class OperatorListener {
  /// What answers a request.
  public typealias Handle = @LoopActor (OperatorRequest) async -> OperatorReply
  /// What answers a request of a user, whom the kernel names: the owner of the process, or root.
  public typealias HandleOfUser =
    @LoopActor (_ request: OperatorRequest, _ user: UInt32) async ->
    OperatorReply

  /// The most connections at a time; one more is told so.
  public static let connectionCountMax = 8
  /// The most answers that are being worked out at a time, those counted whose peer has stopped waiting.
  public static let handlingCountMax = 16
  /// The most bytes of a request.
  public static let requestByteCountMax = Frame.controlByteCountMax

  /// How long each step of a connection may take, in milliseconds.
  struct Patience: Sendable {
    /// Until the request is there.
    var requestMilliseconds = 2_000
    /// Until there is an answer.
    var answerMilliseconds = 30_000
    /// Until the answer is taken.
    var deliveryMilliseconds = 5_000
  }

  private let listener: UnixListener
  private let handle: HandleOfUser
  private let patience: Patience
  private let userOfPeer: (borrowing OwnedDescriptor) -> UInt32?
  private var channels: [ObjectIdentifier: Channel] = [:]
  private var handlingCount = 0
  private var isClosed = false
  /// Connections that were ended because they came from somebody else.
  public private(set) var strangerCount = 0

  /// Listens, and answers until `close()`.
  ///
  /// Sockets of processes that are gone are removed from the folder first. The folder is made when it is not
  /// there; what lies above it must exist.
  ///
  /// - Parameters:
  ///   - folder: `<state>/run`.
  ///   - name: `<pid>-launcher.sock` or `<pid>-trading.sock`, as `OperatorSocketName` writes it.
  ///   - handle: answers one request; several may be under way at once.
  /// - Throws: as `PrivateFolder`; the kernel's reason when the name is taken.
  public convenience init(folder: String, name: String, handle: @escaping Handle) throws(PrivateFailure) {
    try self.init(
      folder: folder, name: name, patience: Patience(), userOfPeer: { $0.peerUser }, handle: handle)
  }

  /// The same for whoever writes down who asked.
  public convenience init(
    folder: String, name: String, handle: @escaping HandleOfUser
  ) throws(PrivateFailure) {
    try self.init(
      folder: folder, name: name, patience: Patience(), userOfPeer: { $0.peerUser }, handle: handle)
  }

  /// The same with what tests must be able to choose.
  convenience init(
    folder: String, name: String, patience: Patience,
    userOfPeer: @escaping (borrowing OwnedDescriptor) -> UInt32?, handle: @escaping Handle
  ) throws(PrivateFailure) {
    try self.init(folder: folder, name: name, patience: patience, userOfPeer: userOfPeer) { request, _ in
      await handle(request)
    }
  }

  init(
    folder path: String, name: String, patience: Patience,
    userOfPeer: @escaping (borrowing OwnedDescriptor) -> UInt32?, handle: @escaping HandleOfUser
  ) throws(PrivateFailure) {
    let folder = try PrivateFolder(path)
    do throws(SystemFailure) {
      try Self.removeStale(in: folder, own: name)
      listener = try UnixListener(in: folder, name: name)
    } catch {
      throw .system(error)
    }
    self.handle = handle
    self.patience = patience
    self.userOfPeer = userOfPeer
    // Ends with `close()`, which its owner calls.
    onLoop { [self] in await acceptAll() }
  }

  /// Stops: the name is taken away, connections are ended.
  public func close() {
    if isClosed { return }
    isClosed = true
    listener.close()
    for channel in channels.values { channel.close() }
    channels.removeAll()
  }

  /// Takes the sockets of processes that are gone away.
  ///
  /// Two signs are asked for: nobody listens, and there is no such process, or the name is this listener's
  /// own (a worker's is named after its launcher, which lives longer). One alone misleads: a pid means
  /// nothing across containers that share a state folder, and a process that has its name but does not listen
  /// yet refuses connections too.
  private static func removeStale(in folder: PrivateFolder, own: String) throws(SystemFailure) {
    for name in try OperatorSocketName.all(in: folder) {
      guard name.text == own || !ForeignProcess.exists(name.pid) else { continue }
      do throws(SystemFailure) {
        _ = try UnixClient.connect(in: folder, name: name.text)
      } catch  where error.number == SystemFailure.connectionRefused {
        folder.remove(name.text)
      } catch {
        // It lives, or is no socket: somebody else's business.
        continue
      }
    }
  }

  private func acceptAll() async {
    while !isClosed {
      do throws(SystemFailure) {
        guard let accepted = try await listener.accept() else { return }
        try admit(accepted)
      } catch {
        // Descriptors or memory have run out; the loop has other work that may give some back.
        await EventLoop.shared.sleep(nanoseconds: 100_000_000)
      }
    }
  }

  private func admit(_ accepted: consuming OwnedDescriptor) throws(SystemFailure) {
    guard let user = userOfPeer(accepted), user == CurrentProcess.user || user == 0 else {
      strangerCount += 1
      return
    }
    let channel = try Channel(accepted)
    guard channels.count < Self.connectionCountMax else {
      channel.write(Self.bytes(of: .refused(reason: "too many operators at once; try again")))
      return channel.close()
    }
    channels[ObjectIdentifier(channel)] = channel
    // Bounded by the patience of its three steps.
    onLoop { [self] in
      await serve(channel, of: user)
      channel.close()
      channels[ObjectIdentifier(channel)] = nil
    }
  }

  private func serve(_ channel: Channel, of user: UInt32) async {
    guard let request = await request(from: channel) else { return }
    let reply = await reply(to: request, of: user)
    let timer = Self.after(patience.deliveryMilliseconds) { channel.close() }
    channel.write(Self.bytes(of: reply))
    await channel.flushed()
    timer.cancel()
  }

  /// The request; `nil` when none came in time, or something else did.
  private func request(from channel: Channel) async -> OperatorRequest? {
    var buffer = ReceiveBuffer(byteCountMax: Self.requestByteCountMax + 4)
    let deadline = EventLoop.now + UInt64(patience.requestMilliseconds) * 1_000_000
    while true {
      do {
        if let frame = try Frame.decode(buffer.bytes, byteCountMax: Self.requestByteCountMax) {
          // One request a connection: whoever sends more has lost its place.
          return frame.byteCount == buffer.count ? try OperatorRequest(frame) : nil
        }
        guard try await channel.read(into: &buffer, deadline: deadline) > 0 else { return nil }
      } catch {
        return nil
      }
    }
  }

  /// The answer, or word that it takes too long. What is being done goes on then: a worker that is half
  /// restarted is worse than one whose operator does not know yet.
  private func reply(to request: OperatorRequest, of user: UInt32) async -> OperatorReply {
    guard handlingCount < Self.handlingCountMax else {
      return .refused(reason: "too much is being done already; try again")
    }
    handlingCount += 1
    let outcome = Latch<OperatorReply>()
    onLoop { [self] in
      outcome.set(await handle(request, user))
      handlingCount -= 1
    }
    let timer = Self.after(patience.answerMilliseconds) {
      outcome.set(.refused(reason: "it was begun and takes long; bulkhead status shows what became of it"))
    }
    defer { timer.cancel() }
    return await outcome.value()
  }

  private static func after(_ milliseconds: Int, _ body: @escaping @LoopActor () -> Void) -> LoopTimer {
    EventLoop.shared.schedule(
      at: EventLoop.now + UInt64(milliseconds) * 1_000_000, LoopActor.unchecked(body))
  }

  private static func bytes(of reply: OperatorReply) -> [UInt8] {
    var bytes: [UInt8] = []
    if case .answer(let json) = reply, json.count > OperatorReply.jsonByteCountMax {
      OperatorReply.refused(reason: "the answer has \(json.count) bytes, more than fit").encode(into: &bytes)
    } else {
      reply.encode(into: &bytes)
    }
    return bytes
  }
}
