import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `A reader of a stream` {
  @LoopActor private final class Taken {
    var bytes: [UInt8] = []
    var pieceCount = 0
  }

  @Test @LoopActor func `hands over what comes, in order, and says when it ends`() async throws {
    let pair = try DescriptorPair.sockets()
    let writer = try Channel(pair.first)
    let reader = StreamReader(try Channel(pair.second), byteCountMax: 1024)
    let taken = Taken()
    let all = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    onLoop {
      for start in stride(from: 0, to: all.count, by: 10_000) {
        writer.write(all[start..<start + 10_000])
        await EventLoop.shared.sleep(nanoseconds: 0)
      }
      await writer.flushed()
      writer.close()
    }
    let ending = await reader.run { buffer in
      taken.bytes += buffer.take(buffer.count)
      return true
    }
    #expect(ending == .ended)
    #expect(taken.bytes == all)
    #expect(reader.takeRest().isEmpty)
  }

  @Test @LoopActor func `stops when asked, and offers first what was left`() async throws {
    let pair = try DescriptorPair.sockets()
    let writer = try Channel(pair.first)
    let reader = StreamReader(try Channel(pair.second), byteCountMax: 1024)
    let taken = Taken()
    writer.write([1, 2, 3, 4, 5])
    for number in 1...4 {
      let ending = await reader.run { buffer in
        taken.bytes += buffer.take(1)
        return false
      }
      #expect(ending == .stopped)
      #expect(taken.bytes.count == number)
    }
    writer.close()
    let ending = await reader.run { _ in true }
    #expect(ending == .ended)
    #expect(reader.takeRest() == [5])
    #expect(taken.bytes == [1, 2, 3, 4])
  }

  @Test @LoopActor func `ends when the channel is closed, from inside or outside`() async throws {
    for isInside in [true, false] {
      let pair = try DescriptorPair.sockets()
      let writer = try Channel(pair.first)
      let channel = try Channel(pair.second)
      let reader = StreamReader(channel, byteCountMax: 1024)
      let taken = Taken()
      writer.write([1])
      let ending = await reader.run { buffer in
        taken.pieceCount += 1
        buffer.drop(buffer.count)
        // From outside as soon as the reader waits again.
        if isInside {
          channel.close()
        } else {
          EventLoop.shared.schedule(at: EventLoop.now) { channel.close() }
        }
        return true
      }
      #expect(ending == .failed(.closed))
      #expect(taken.pieceCount == 1)
      writer.close()
    }
  }

  @Test @LoopActor func `lets others have their turn while more is there`() async throws {
    let pair = try DescriptorPair.sockets()
    let writer = try Channel(pair.first)
    let reader = StreamReader(try Channel(pair.second), byteCountMax: 16)
    let (taken, others) = (Taken(), Taken())
    writer.write([UInt8](repeating: 7, count: 16 * 100))
    writer.close()
    onLoop {
      while taken.bytes.count < 16 * 100 {
        others.pieceCount += 1
        await EventLoop.shared.sleep(nanoseconds: 0)
      }
    }
    _ = await reader.run { buffer in
      taken.bytes += buffer.take(buffer.count)
      return true
    }
    #expect(taken.bytes.count == 16 * 100)
    #expect(others.pieceCount >= 3)
  }
}
