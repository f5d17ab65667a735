import TestSupport
import Testing

@testable import LinuxIO

@Suite(.onLoop) struct `What is known of a descriptor` {
  @Test @LoopActor func `a reader that comes to wait after the word came is not kept`() async {
    let watch = DescriptorWatch(-1)
    // EPOLLIN
    let readable: UInt32 = 1
    watch.receive(events: readable)
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
      unsafe watch.keep(continuation)
      #expect(!watch.hasReader, "nobody would wake it")
      // If it was kept after all.
      watch.resumeReader()
    }
    watch.noteDrained()
    await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
      unsafe watch.keep(continuation)
      #expect(watch.hasReader)
      watch.receive(events: readable)
    }
    #expect(!watch.hasReader)
  }
}
