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

  /// What has arrived and has not been taken. Out of here while it is read into and taken from, so that no
  /// access to this property lasts: the check of lasting accesses costs more than moving five words twice.
  private var buffer: ReceiveBuffer
  private var isAtWork = false
  private var ending: Ending?
  private let channel: Channel
  private let ended = WakeUp()

  /// A reader that has read nothing; it is the channel's only one.
  public init(_ channel: Channel, byteCountMax: Int) {
    self.channel = channel
    buffer = ReceiveBuffer(byteCountMax: byteCountMax)
  }

  /// Reads until the stream ends, fails, or `take` says stop. After a stop it may be called again: bytes that
  /// are left are offered first.
  ///
  /// - Precondition: it does not run yet.
  public func run(_ take: @escaping Take) async -> Ending {
    precondition(channel.watch.onReadable == nil, "one reader at a time")
    ending = nil
    channel.watch.onReadable = { [self] in advance(take) }
    advance(take, isFirst: true)
    while true {
      if let ending {
        channel.watch.onReadable = nil
        return ending
      }
      await ended.wait()
    }
  }

  /// Gives away what was left when the stream ended.
  public func takeRest() -> [UInt8] {
    var rest = ReceiveBuffer(byteCountMax: 0)
    swap(&rest, &buffer)
    return rest.take(rest.count)
  }

  /// Reads what is there. Called by the channel, also when it is closed, which may happen inside `take`.
  private func advance(_ take: @escaping Take, isFirst: Bool = false) {
    if isAtWork || ending != nil { return }
    isAtWork = true
    var lent = ReceiveBuffer(byteCountMax: 0)
    swap(&lent, &buffer)
    let outcome = isFirst && !lent.isEmpty && !take(&lent) ? .stopped : readAll(into: &lent, take)
    swap(&lent, &buffer)
    isAtWork = false
    switch outcome {
    case .waits: return
    case .over(let reason):
      ending = reason
      ended.wake()
    case .goesOn:
      // A peer that always has more, or a file, must not keep everybody else from the loop.
      EventLoop.shared.schedule(at: EventLoop.now) { [self] in advance(take) }
    }
  }

  private enum Outcome {
    case waits, goesOn
    case over(Ending)
    static let stopped = Outcome.over(.stopped)
  }

  private func readAll(into buffer: inout ReceiveBuffer, _ take: Take) -> Outcome {
    for _ in 0..<Self.readsInARowMax {
      guard channel.isOpen else { return .over(.failed(.closed)) }
      guard channel.mayRead else { return .waits }
      do throws(Channel.Failure) {
        guard let count = try channel.readNow(into: &buffer) else { continue }
        if count == 0 { return .over(.ended) }
      } catch {
        return .over(.failed(error))
      }
      if !take(&buffer) { return .stopped }
    }
    return .goesOn
  }
}
