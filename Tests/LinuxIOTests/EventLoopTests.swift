import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `The event loop` {
  @Test @LoopActor func `timers fire in the order of their times`() async {
    var fired: [Int] = []
    let now = EventLoop.now
    EventLoop.shared.schedule(at: now + 3_000_000) { fired.append(3) }
    EventLoop.shared.schedule(at: now + 1_000_000) { fired.append(1) }
    EventLoop.shared.schedule(at: now + 2_000_000) { fired.append(2) }.cancel()
    await EventLoop.shared.sleep(nanoseconds: 8_000_000)
    #expect(fired == [1, 3])
  }

  @Test @LoopActor func `cancelled timers do not pile up`() async {
    for _ in 0..<100_000 {
      EventLoop.shared.schedule(at: EventLoop.now + 3_600_000_000_000) {}.cancel()
    }
    #expect(EventLoop.shared.timerCount <= 1024)
  }

  @Test @LoopActor func `a job that goes on for ever does not starve a descriptor`() async throws {
    let pair = try DescriptorPair.sockets()
    let left = try Channel(pair.first)
    let right = try Channel(pair.second)
    let flag = Flag()
    onLoop { @LoopActor in
      // The reader is resumed by way of another thread in tests, which a busy machine may delay.
      let limit = EventLoop.now + 20_000_000_000
      while !flag.isSet && EventLoop.now < limit { await Task.yield() }
      #expect(flag.isSet)
    }
    left.write([1])
    var buffer = ReceiveBuffer(byteCountMax: 16)
    _ = try await right.read(into: &buffer)
    flag.isSet = true
  }

  @LoopActor private final class Flag {
    var isSet = false
  }
}
