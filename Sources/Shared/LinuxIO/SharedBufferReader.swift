/// Reads a channel for as long as it lasts, like `StreamReader`, into one buffer that all such readers share.
///
/// For servers of thousands of connections, nearly all of them idle: a buffer for each would be most of their
/// memory. So whoever takes must keep for himself what he cannot use yet.
@LoopActor
public final class SharedBufferReader {
  /// Why reading is over.
  public enum Ending: Sendable, Equatable {
    /// The peer ended its half of the stream.
    case ended
    /// The connection broke, or was closed here.
    case broken
  }

  /// Takes all the bytes that came, lent until it returns; false to rest.
  public typealias Take = (Span<UInt8>) -> Bool

  /// Reads in one event, after which others have their turn.
  private static let readsInARowMax = 16
  /// Nobody's and everybody's: empty whenever nobody reads.
  private static var shared = ReceiveBuffer(byteCountMax: ReceiveBuffer.restingByteCount)

  private let channel: Channel
  private var take: Take?
  private var onHangUp: (() -> Void)?
  private var onEnd: ((Ending) -> Void)?
  private var isAtWork = false
  private var isResting = false

  /// A reader that reads nothing yet; it is the channel's only one.
  public init(_ channel: Channel) {
    self.channel = channel
  }

  /// Begins to read.
  ///
  /// - Parameters:
  ///   - take: takes what comes.
  ///   - onHangUp: called when the peer ends its half or breaks the connection while this reader rests;
  ///     possibly several times.
  ///   - onEnd: called once, when nothing will come any more.
  public func run(
    take: @escaping Take, onHangUp: @escaping () -> Void, onEnd: @escaping (Ending) -> Void
  ) {
    precondition(channel.watch.onReadable == nil, "one reader at a time")
    self.take = take
    self.onHangUp = onHangUp
    self.onEnd = onEnd
    channel.watch.onReadable = { [self] in advance() }
    advance()
  }

  /// Reads on after `take` has said to rest.
  public func resume() {
    guard isResting else { return }
    isResting = false
    advance()
  }

  /// True while the peer has said nothing of an end.
  public var isPeerThere: Bool { channel.isOpen && !channel.watch.hasHungUp }

  private func advance() {
    guard !isAtWork, take != nil else { return }
    guard channel.isOpen else { return finish(.broken) }
    if isResting {
      if channel.watch.hasHungUp { onHangUp?() }
      return
    }
    // Inside somebody else's turn, such as one that closes connections: its bytes lie in the buffer.
    guard Self.shared.byteCountMax > 0 else { return goOnLater() }
    isAtWork = true
    var lent = ReceiveBuffer(byteCountMax: 0)
    swap(&lent, &Self.shared)
    let ending = readAll(into: &lent)
    lent.drop(lent.count)
    swap(&lent, &Self.shared)
    isAtWork = false
    if let ending { finish(ending) }
  }

  private func goOnLater() {
    EventLoop.shared.schedule(at: EventLoop.now) { [weak self] in self?.advance() }
  }

  private func readAll(into buffer: inout ReceiveBuffer) -> Ending? {
    for _ in 0..<Self.readsInARowMax {
      guard channel.isOpen, let take else { return .broken }
      guard channel.mayRead else { return nil }
      do throws(Channel.Failure) {
        guard let count = try channel.readNow(into: &buffer) else { continue }
        if count == 0 { return .ended }
      } catch {
        return .broken
      }
      let goesOn = buffer.withSpan { take($0) }
      buffer.drop(buffer.count)
      guard channel.isOpen else { return .broken }
      if !goesOn {
        isResting = true
        // What was heard before the rest is not heard again.
        if channel.watch.hasHungUp { onHangUp?() }
        return channel.isOpen ? nil : .broken
      }
    }
    // A peer that always has more must not keep everybody else from the loop.
    goOnLater()
    return nil
  }

  private func finish(_ ending: Ending) {
    channel.watch.onReadable = nil
    take = nil
    onHangUp = nil
    let told = onEnd.take()
    told?(ending)
  }
}
