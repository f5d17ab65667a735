/// Reads a channel for as long as it lasts, and hands over what comes in the loop's own event.
///
/// A task that is resumed for each message costs a continuation, a job and a hop: more instructions than most
/// messages need themselves, and more code to fetch after each sleep of the process. Here the event leads
/// straight to `take`; the task that called `run` sleeps until the end.
@LoopActor
public final class StreamReader {
  /// Why reading stopped.
  public enum Ending: Sendable, Equatable {
    /// The peer ended the stream.
    case ended
    /// `take` wanted no more.
    case stopped
    /// The channel failed, or was closed here.
    case failed(Channel.Failure)
  }

  /// Takes what it can use off the front of the buffer; false to stop.
  ///
  /// It must leave the buffer with room whenever it wants more.
  public typealias Take = (inout ReceiveBuffer) -> Bool

  /// Reads in one event, after which others have their turn.
  private static let readsInARowMax = 32

  /// What has arrived and has not been taken.
  public var buffer: ReceiveBuffer

  private let channel: Channel
  private var take: Take?
  private var isTaking = false
  private var ending: Ending?
  private let ended = WakeUp()

  /// A reader that has read nothing; it is the channel's only one.
  public init(_ channel: Channel, byteCountMax: Int) {
    self.channel = channel
    buffer = ReceiveBuffer(byteCountMax: byteCountMax)
  }

  /// Reads until the stream ends, fails, or `take` says stop. After a stop it may be called again: bytes that
  /// are left are offered first.
  public func run(_ take: @escaping Take) async -> Ending {
    precondition(self.take == nil, "one reader at a time")
    self.take = take
    ending = nil
    channel.watch.onReadable = { [self] in advance() }
    if !buffer.isEmpty && !offer(take) {
      ending = .stopped
    } else {
      advance()
    }
    while true {
      if let ending {
        self.take = nil
        channel.watch.onReadable = nil
        return ending
      }
      await ended.wait()
    }
  }

  private func offer(_ take: Take) -> Bool {
    isTaking = true
    let wantsMore = take(&buffer)
    isTaking = false
    return wantsMore
  }

  /// Reads what is there. Called by the channel, also when it is closed, which may happen inside `take`.
  private func advance() {
    guard let take, !isTaking, ending == nil else { return }
    for _ in 0..<Self.readsInARowMax {
      guard channel.isOpen else { return end(.failed(.closed)) }
      guard channel.mayRead else { return }
      do throws(Channel.Failure) {
        guard let count = try channel.readNow(into: &buffer) else { continue }
        if count == 0 { return end(.ended) }
      } catch {
        return end(.failed(error))
      }
      if !offer(take) { return end(.stopped) }
    }
    // A peer that always has more, or a file, must not keep everybody else from the loop.
    EventLoop.shared.schedule(at: EventLoop.now) { [self] in advance() }
  }

  private func end(_ reason: Ending) {
    ending = reason
    ended.wake()
  }
}
