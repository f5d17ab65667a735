internal import CLinux
internal import Glibc

/// Signals as events of the loop (signalfd(2)), so that no handler ever runs.
///
/// The signals are blocked in the calling thread, which must be the only one; children started by
/// `ChildProcess` get an empty mask.
@LoopActor
public final class SignalSource {
  /// The signals a process of ours listens to.
  public enum Signal: Sendable, CaseIterable {
    /// Ctrl-C.
    case interrupt
    /// The polite end.
    case terminate
    /// The terminal went away; for the launcher: start every worker anew.
    case hangup

    var number: Int32 {
      switch self {
      case .interrupt: SIGINT
      case .terminate: SIGTERM
      case .hangup: SIGHUP
      }
    }
  }

  private let handle: OwnedDescriptor
  private let watch: DescriptorWatch

  /// Blocks the signals and turns them into events.
  public init(_ signals: [Signal]) throws(SystemFailure) {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for signal in signals { unsafe sigaddset(&set, signal.number) }
    unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    let number = try SystemCall.checked("signalfd") {
      unsafe signalfd(-1, &set, Int32(SFD_CLOEXEC | SFD_NONBLOCK))
    }
    handle = OwnedDescriptor(owning: number)
    watch = DescriptorWatch(number)
    let isWatched = EventLoop.shared.add(watch, events: DescriptorWatch.reading)
    precondition(isWatched, "epoll takes signalfds")
  }

  isolated deinit {
    EventLoop.shared.remove(watch)
  }

  /// Waits for the next signal.
  public func next() async -> Signal {
    while true {
      var details = signalfd_siginfo()
      let size = MemoryLayout<signalfd_siginfo>.size
      if unsafe Glibc.read(watch.descriptor, &details, size) == size {
        let number = Int32(details.ssi_signo)
        if let signal = Signal.allCases.first(where: { $0.number == number }) { return signal }
        continue
      }
      watch.noteDrained()
      await watch.readable()
    }
  }
}
