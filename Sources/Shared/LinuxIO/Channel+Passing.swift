internal import CLinux
internal import Glibc

/// Sending and receiving messages that may carry a descriptor (unix(7), SCM_RIGHTS): the control sockets
/// between launcher and child.
extension Channel {
  /// Sends one small message whole, with a descriptor.
  ///
  /// Control messages are tens of bytes on an otherwise idle socket; a socket that does not take one has a
  /// peer that stopped reading, which the caller treats as dead.
  ///
  /// - Returns: false when the message was not taken whole.
  public func send(_ bytes: [UInt8], passing descriptor: consuming OwnedDescriptor) -> Bool {
    guard isOpen, !hasFailedWriting, queuedByteCount == 0 else { return false }
    let number = number
    let passed = descriptor.number
    let sent = unsafe bytes.withUnsafeBytes { all in
      unsafe bulkhead_send(number, all.baseAddress, all.count, passed)
    }
    return sent == bytes.count
  }

  /// Reads what is there, and at most one descriptor that came with it.
  public func receive(
    into buffer: inout ReceiveBuffer, descriptor: inout OwnedDescriptor?
  ) async throws(Failure) -> Int {
    while true {
      guard isOpen else { throw .closed }
      if watch.isReadable {
        buffer.makeRoom()
        let number = number
        let from = buffer.end
        let room = buffer.storage.count - from
        var passed: Int32 = -1
        let outcome = unsafe buffer.storage.withUnsafeMutableBytes { all in
          guard let base = all.baseAddress else { return SystemCall.Outcome.wouldBlock }
          return SystemCall.attempt("recvmsg") { unsafe bulkhead_receive(number, base + from, room, &passed) }
        }
        if case .failed(let failure) = outcome { throw .system(failure) }
        if case .done(let count) = outcome {
          // Not "drained" after a short read here: recvmsg stops at the border of a message that carries a
          // descriptor.
          if passed >= 0 { descriptor = OwnedDescriptor(owning: passed) }
          buffer.end += count
          return count
        }
        watch.noteDrained()
      }
      await watch.readable()
    }
  }
}
