internal import CLinux
internal import Glibc
internal import Synchronization

/// An epoll loop that runs every job of the process on one thread (epoll(7)).
///
/// Order of one turn: jobs that are ready, one `epoll_wait` (without waiting when jobs are left), then what
/// it reports; timers are one such report. A job that keeps making new jobs cannot starve descriptors: after
/// `batchCountMax` rounds the loop looks at them.
///
/// `@unchecked Sendable`: all stored state but `inbox` is touched only by the thread in `run()`; `enqueue`
/// checks which thread it is on.
public final class EventLoop: SerialExecutor, TaskExecutor, @unchecked Sendable {
  /// The loop of this process.
  public static let shared = EventLoop()

  private static let batchCountMax = 32
  private static let eventCountMax = 64
  private static let timerCountMax = 256

  private let epoll: OwnedDescriptor
  private let wakeup: OwnedDescriptor
  private let clock: OwnedDescriptor
  private var armedDeadline = UInt64.max
  private var ready: [UnownedJob] = []
  private var running: [UnownedJob] = []
  private var watches = WatchTable()
  private var timers = TimerHeap()
  private var isStopping = false
  /// What the clocks said in this turn; 0 while nobody has asked.
  private var turnNanoseconds: UInt64 = 0
  private var turnWallMilliseconds = 0

  /// Jobs from foreign threads (only tests have any) wait here for the loop; the descriptor `wakeup` tells
  /// it.
  private let inbox = Mutex<[UnownedJob]>([])
  /// The pthread that is inside `run()`, as a number; 0 while nobody is.
  private let owner = Atomic<UInt>(0)

  private init() {
    let epollNumber = epoll_create1(Int32(EPOLL_CLOEXEC))
    let wakeupNumber = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    let clockNumber = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC | TFD_NONBLOCK))
    precondition(
      epollNumber >= 0 && wakeupNumber >= 0 && clockNumber >= 0,
      "the kernel gave no descriptor for the event loop")
    epoll = OwnedDescriptor(owning: epollNumber)
    wakeup = OwnedDescriptor(owning: wakeupNumber)
    clock = OwnedDescriptor(owning: clockNumber)
    ready.reserveCapacity(64)
    running.reserveCapacity(64)
    control(EPOLL_CTL_ADD, wakeup.number, EPOLLIN.rawValue, WatchTable.wakeupKey)
    control(EPOLL_CTL_ADD, clock.number, EPOLLIN.rawValue | EPOLLET.rawValue, WatchTable.timerKey)
  }

  /// Queues a job: at once when called on the loop, through the inbox from any other thread.
  public func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    if isOnLoopThread {
      ready.append(unowned)
    } else {
      inbox.withLock { $0.append(unowned) }
      wake()
    }
  }

  /// This loop as an actor's executor.
  public func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  /// This loop as a task's preferred executor.
  public func asUnownedTaskExecutor() -> UnownedTaskExecutor {
    unsafe UnownedTaskExecutor(ordinary: self)
  }

  /// True on the loop's thread, which is what isolation to `LoopActor` means.
  public func isIsolatingCurrentContext() -> Bool? { isOnLoopThread }

  /// Ends the program when the caller is not on the loop's thread.
  public func checkIsolated() {
    precondition(isOnLoopThread, "loop state was touched from another thread")
  }

  private var isOnLoopThread: Bool {
    let current = UInt(pthread_self())
    let running = owner.load(ordering: .relaxed)
    return running == current || (running == 0 && bulkhead_is_main_thread() == 1)
  }

  private func wake() {
    var one: UInt64 = 1
    _ = unsafe Glibc.write(wakeup.number, &one, 8)
  }

  /// Runs until `stop()`. The calling thread becomes the loop's thread.
  public func run() {
    owner.store(UInt(pthread_self()), ordering: .relaxed)
    isStopping = false
    takeInbox()
    unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.eventCountMax) { events in
      while true {
        var batches = 0
        while !ready.isEmpty, batches < Self.batchCountMax {
          runReadyJobs()
          batches += 1
        }
        if isStopping { break }
        armTimer()
        let wait: Int32 = ready.isEmpty ? -1 : 0
        let count = unsafe epoll_wait(epoll.number, events.baseAddress, Int32(Self.eventCountMax), wait)
        turnNanoseconds = 0
        turnWallMilliseconds = 0
        for index in 0..<max(0, Int(count)) {
          let event = unsafe events[index]
          unsafe dispatch(key: event.data.u64, events: event.events)
        }
      }
    }
    owner.store(0, ordering: .relaxed)
  }

  /// Makes `run()` return after the jobs that are ready.
  public func stop() {
    isStopping = true
  }

  private func runReadyJobs() {
    swap(&ready, &running)
    for job in running {
      // isolatedTo: says "already on the actor", so that the hop after a resumed continuation costs nothing.
      unsafe job.runSynchronously(
        isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    }
    running.removeAll(keepingCapacity: true)
  }

  private func takeInbox() {
    let jobs = inbox.withLock { jobs in
      let taken = jobs
      jobs.removeAll(keepingCapacity: true)
      return taken
    }
    ready.append(contentsOf: jobs)
  }

  private func dispatch(key: UInt64, events: UInt32) {
    if key == WatchTable.timerKey {
      armedDeadline = .max
      fireTimers()
    } else if key == WatchTable.wakeupKey {
      var count: UInt64 = 0
      _ = unsafe Glibc.read(wakeup.number, &count, 8)
      takeInbox()
    } else {
      // A watch that was removed by an earlier event of the same turn is not there any more, or has another
      // generation.
      watches[key]?.receive(events: events)
    }
  }

  /// Begins to watch a descriptor. The watch must be removed before the descriptor is closed.
  ///
  /// - Returns: false for a descriptor that epoll does not take: a regular file or a directory (EPERM), which
  ///   never has to wait anyway.
  func add(_ watch: DescriptorWatch, events: UInt32) -> Bool {
    let key = watches.insert(watch)
    watch.key = key
    if control(EPOLL_CTL_ADD, watch.descriptor, events, key) { return true }
    precondition(errno == EPERM, "epoll_ctl refused a descriptor")
    watches.remove(key)
    return false
  }

  /// Changes what is watched.
  func change(_ watch: DescriptorWatch, events: UInt32) {
    control(EPOLL_CTL_MOD, watch.descriptor, events, watch.key)
  }

  /// Ends watching.
  func remove(_ watch: DescriptorWatch) {
    watches.remove(watch.key)
    control(EPOLL_CTL_DEL, watch.descriptor, 0, 0)
  }

  /// How many timers are held, cancelled ones included; for tests that look for leaks.
  public var timerCount: Int { timers.count }

  /// How many descriptors are watched; for tests that look for leaks.
  public var watchCount: Int { watches.count }

  @discardableResult
  private func control(_ operation: Int32, _ descriptor: Int32, _ events: UInt32, _ key: UInt64) -> Bool {
    var event = unsafe epoll_event()
    unsafe event.events = events
    unsafe event.data.u64 = key
    return unsafe epoll_ctl(epoll.number, operation, descriptor, &event) == 0
  }

  /// Nanoseconds of the monotonic clock (CLOCK_MONOTONIC): for deadlines, never for dates.
  public static var now: UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Milliseconds since 1970 (CLOCK_REALTIME): for time stamps, never for deadlines.
  public static var wallClockMilliseconds: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// The monotonic clock as of the last timer tick, up to 4 ms old, for a fifth of the cost
  /// (CLOCK_MONOTONIC_COARSE).
  public static var coarseNow: UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }

  /// Milliseconds since 1970 as of the last timer tick, up to 4 ms old (CLOCK_REALTIME_COARSE).
  public static var coarseWallClockMilliseconds: Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// `now`, asked for once a turn of the loop: behind by what the jobs of this turn have taken since.
  ///
  /// A call looks at the time some ten times, and none of those has to be exact to the microsecond.
  @LoopActor
  public static var turnTime: UInt64 {
    let loop = shared
    if loop.turnNanoseconds == 0 { loop.turnNanoseconds = now }
    return loop.turnNanoseconds
  }

  /// `wallClockMilliseconds`, asked for once a turn of the loop.
  @LoopActor
  public static var turnWallClockMilliseconds: Int {
    let loop = shared
    if loop.turnWallMilliseconds == 0 { loop.turnWallMilliseconds = wallClockMilliseconds }
    return loop.turnWallMilliseconds
  }

  /// Calls `body` on the loop once `deadline` (nanoseconds, monotonic) has passed, unless the timer is
  /// cancelled before.
  @discardableResult
  public func schedule(at deadline: UInt64, _ body: @escaping () -> Void) -> LoopTimer {
    let timer = LoopTimer(deadlineNanoseconds: deadline, body)
    timers.insert(timer)
    return timer
  }

  /// Has the kernel wake the loop at the next deadline, when that is another one than it knows of.
  ///
  /// A timerfd with an absolute time instead of `epoll_wait`'s time-out: the loop need not look at the clock
  /// in every turn, and a deadline is kept to the microsecond. A timer that is cancelled stays armed; its
  /// waking finds nothing to do.
  private func armTimer() {
    guard let next = timers.nextDeadline, next < armedDeadline else { return }
    armedDeadline = next
    var setting = itimerspec()
    setting.it_value.tv_sec = Int(next / 1_000_000_000)
    setting.it_value.tv_nsec = Int(next % 1_000_000_000)
    // All zero would disarm it.
    if next == 0 { setting.it_value.tv_nsec = 1 }
    let result = unsafe timerfd_settime(clock.number, Int32(TFD_TIMER_ABSTIME), &setting, nil)
    precondition(result == 0, "the kernel refused a timer")
  }

  private func fireTimers() {
    var expirations: UInt64 = 0
    _ = unsafe Glibc.read(clock.number, &expirations, 8)
    let now = Self.now
    // Those that were due when this began, and no more of them than others can wait for: the next are fired
    // in the next turn.
    var left = Self.timerCountMax
    while left > 0, let timer = timers.popDue(at: now) {
      timer.fire()
      left -= 1
    }
  }

  /// Suspends the caller for this long.
  @LoopActor
  public func sleep(nanoseconds: UInt64) async {
    await unsafe withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
      schedule(at: Self.now &+ nanoseconds) { unsafe continuation.resume() }
    }
  }
}
