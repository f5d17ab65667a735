extension Channel {
  /// Bytes that the kernel has not taken yet.
  public var queuedByteCount: Int { keptByteCount }

  /// True when a write failed: the other end is gone. Everything written from then on is dropped.
  public var hasFailedWriting: Bool { isBroken }

  /// Writes without suspending: what the kernel does not take now is kept and goes out in order when it can.
  ///
  /// - Parameter hasMore: whether more is written right behind it, so that a socket need not send a packet
  ///   for this alone (MSG_MORE, send(2)).
  /// - Returns: false when the channel is closed or the other end is gone.
  @discardableResult
  public func write(_ bytes: ArraySlice<UInt8>, hasMore: Bool = false) -> Bool {
    guard isOpen, !isBroken else { return false }
    if keptByteCount > 0 {
      keep(bytes)
      return true
    }
    var rest = bytes
    do throws(SystemFailure) {
      while !rest.isEmpty {
        guard let count = try writeNow(rest, hasMore: hasMore) else { break }
        rest = rest.dropFirst(count)
      }
    } catch {
      failWriting()
      return false
    }
    if !rest.isEmpty {
      watch.noteFull()
      keep(rest)
      // Unowned by design: the task ends when the queue is empty, the channel is closed or a write fails.
      onLoop { [self] in await drain() }
    }
    return true
  }

  /// Writes without suspending.
  @discardableResult
  public func write(_ bytes: [UInt8]) -> Bool {
    write(bytes[...])
  }

  /// Suspends until at most `remaining` bytes are waiting, the channel is closed or a write has failed.
  public func flushed(downTo remaining: Int = 0) async {
    while isOpen, !isBroken, keptByteCount > remaining {
      await unsafe withUnsafeContinuation {
        // Looked at once more: see `DescriptorWatch.keep`.
        if isOpen, !isBroken, keptByteCount > remaining {
          unsafe flushWaiters.append($0)
        } else {
          unsafe $0.resume()
        }
      }
    }
  }

  private func keep(_ bytes: ArraySlice<UInt8>) {
    outgoing.append(bytes)
    keptByteCount = outgoing.count
  }

  private func drain() async {
    while isOpen, !isBroken, keptByteCount > 0 {
      do throws(SystemFailure) {
        if let count = try writeNow(outgoing.next) {
          outgoing.drop(count)
          keptByteCount = outgoing.count
          resumeFlushWaiters()
          continue
        }
      } catch {
        return failWriting()
      }
      watch.noteFull()
      await watch.writable()
    }
  }

  /// Lets everybody look again who waits for the queue to shrink.
  func resumeFlushWaiters() {
    if unsafe flushWaiters.isEmpty { return }
    let waiting = unsafe flushWaiters
    unsafe flushWaiters.removeAll()
    for index in unsafe waiting.indices { unsafe waiting[index].resume() }
  }
}
