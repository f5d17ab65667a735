import LinuxIO
import TestSupport
import Testing

@Suite(.onLoop) struct `A channel` {
  @Test @LoopActor func `carries bytes both ways and sees the end`() async throws {
    let pair = try DescriptorPair.sockets()
    let left = try Channel(pair.first)
    let right = try Channel(pair.second)
    #expect(left.write([1, 2, 3]))
    var buffer = ReceiveBuffer(byteCountMax: 1024)
    #expect(try await right.read(into: &buffer) == 3)
    #expect(buffer.take(3) == [1, 2, 3])
    #expect(right.write([9]))
    #expect(try await left.read(into: &buffer) == 1)
    left.close()
    buffer.drop(buffer.count)
    #expect(try await right.read(into: &buffer) == 0)
  }

  @Test @LoopActor func `keeps what the kernel does not take and writes it in order`() async throws {
    let pair = try DescriptorPair.sockets()
    let left = try Channel(pair.first)
    let right = try Channel(pair.second)
    let block = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    left.write(block)
    left.write([1, 2, 3])
    #expect(left.queuedByteCount > 0)
    var received: [UInt8] = []
    var buffer = ReceiveBuffer(byteCountMax: 1 << 16)
    while received.count < block.count + 3 {
      _ = try await right.read(into: &buffer)
      received += buffer.take(buffer.count)
    }
    #expect(received == block + [1, 2, 3])
    await left.flushed()
    #expect(left.queuedByteCount == 0)
  }

  @Test @LoopActor func `a read ends at its deadline`() async throws {
    let pair = try DescriptorPair.pipe()
    let channel = try Channel(pair.first)
    var buffer = ReceiveBuffer(byteCountMax: 16)
    await #expect(throws: Channel.Failure.timedOut) {
      _ = try await channel.read(into: &buffer, deadline: EventLoop.now + 2_000_000)
    }
  }

  @Test @LoopActor func `closing wakes the reader`() async throws {
    let pair = try DescriptorPair.sockets()
    let channel = try Channel(pair.first)
    onLoop { channel.close() }
    var buffer = ReceiveBuffer(byteCountMax: 16)
    await #expect(throws: Channel.Failure.closed) { _ = try await channel.read(into: &buffer) }
  }

  @Test @LoopActor func `data and end that arrive together are both seen`() async throws {
    for _ in 0..<100 {
      let pair = try DescriptorPair.pipe()
      let reader = try Channel(pair.first)
      let writer = try Channel(pair.second)
      writer.write([7])
      writer.close()
      var buffer = ReceiveBuffer(byteCountMax: 1024)
      #expect(try await reader.read(into: &buffer) == 1)
      buffer.drop(1)
      #expect(try await reader.read(into: &buffer) == 0)
    }
  }

  @Test @LoopActor func `a write to a peer that is gone is an answer, not a signal`() async throws {
    try CurrentProcess.harden(diesWithParent: false)
    let pair = try DescriptorPair.pipe()
    let writer = try Channel(pair.second)
    do { let reader = try Channel(pair.first); reader.close() }
    #expect(!writer.write([1]))
    #expect(writer.hasFailedWriting)
    await writer.flushed()
  }

  @Test @LoopActor func `a descriptor travels with a message`() async throws {
    let control = try DescriptorPair.sockets()
    let sender = try Channel(control.first)
    let receiver = try Channel(control.second)
    let pipe = try DescriptorPair.pipe()
    let isSent = sender.send([42], passing: pipe.second)
    #expect(isSent)
    var buffer = ReceiveBuffer(byteCountMax: 64)
    var passed: OwnedDescriptor?
    #expect(try await receiver.receive(into: &buffer, descriptor: &passed) == 1)
    guard let end = passed.take() else {
      Issue.record("no descriptor came")
      return
    }
    let writer = try Channel(end)
    let reader = try Channel(pipe.first)
    writer.write([5])
    buffer.drop(1)
    #expect(try await reader.read(into: &buffer) == 1)
    #expect(buffer.take(1) == [5])
  }
}
