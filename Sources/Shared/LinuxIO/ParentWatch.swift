internal import CLinux
internal import Glibc

/// Word of the parent's end, through a pidfd.
///
/// PR_SET_PDEATHSIG would fire when the *thread* that spawned us ends, as in clients that spawn from thread
/// pools; a pidfd speaks of the process.
@LoopActor
public final class ParentWatch {
  private let handle: OwnedDescriptor
  private let watch: DescriptorWatch

  /// Watches the process that is the parent now. Nil when there is nobody to watch: the parent is gone
  /// already, or is init.
  public init?() {
    let parent = getppid()
    guard parent > 1 else { return nil }
    let number = bulkhead_pidfd_open(parent)
    guard number >= 0 else { return nil }
    handle = OwnedDescriptor(owning: number)
    // Gone between the two calls: the pidfd may speak of a stranger.
    guard getppid() == parent else { return nil }
    watch = DescriptorWatch(number)
    let isWatched = EventLoop.shared.add(watch, events: EPOLLIN.rawValue | EPOLLONESHOT.rawValue)
    precondition(isWatched, "epoll takes pidfds")
  }

  isolated deinit {
    EventLoop.shared.remove(watch)
  }

  /// Suspends until the parent has ended.
  public func ended() async {
    await watch.readable()
  }
}
