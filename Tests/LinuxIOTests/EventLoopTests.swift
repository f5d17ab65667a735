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
    let yieldCount = Latch<Int>()
    // Both as tasks of the loop: the test itself is resumed by way of a thread pool that other tests may keep
    // busy.
    onLoop {
      var count = 0
      while !flag.isSet && count < 1_000_000 {
        count += 1
        await Task.yield()
      }
      yieldCount.set(count)
    }
    onLoop {
      var buffer = ReceiveBuffer(byteCountMax: 16)
      do { _ = try await right.read(into: &buffer) } catch { return }
      flag.isSet = true
    }
    left.write([1])
    #expect(await yieldCount.value() < 1_000_000)
  }

  @LoopActor private final class Flag {
    var isSet = false
  }
}
