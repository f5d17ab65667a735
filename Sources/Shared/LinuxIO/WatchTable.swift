/// Finds the watch behind an epoll event.
///
/// The kernel hands back 64 bits that we gave it: slot and generation. A plain descriptor number would be
/// ambiguous, since an event that was already fetched may speak of a descriptor that was closed and reused
/// within the same turn (swift-nio's SelectorEpoll has the same cure).
struct WatchTable {
  /// The key of the loop's own wake-up descriptor.
  static let wakeupKey = UInt64.max
  /// The key of the loop's own clock.
  static let timerKey = UInt64.max - 1

  private var slots: [DescriptorWatch?] = []
  private var generations: [UInt32] = []
  private var free: [Int] = []

  /// Watches in the table.
  var count: Int { slots.count - free.count }

  /// Takes the watch in and names its key.
  mutating func insert(_ watch: DescriptorWatch) -> UInt64 {
    let slot: Int
    if let reused = free.popLast() {
      slot = reused
      slots[slot] = watch
    } else {
      slot = slots.count
      slots.append(watch)
      generations.append(0)
    }
    return UInt64(generations[slot]) << 32 | UInt64(slot)
  }

  /// Forgets the watch; its key never names another one.
  mutating func remove(_ key: UInt64) {
    guard self[key] != nil else { return }
    let slot = Int(key & 0xFFFF_FFFF)
    slots[slot] = nil
    generations[slot] &+= 1
    free.append(slot)
  }

  /// The watch of this key, unless it has been removed.
  subscript(key: UInt64) -> DescriptorWatch? {
    let slot = Int(key & 0xFFFF_FFFF)
    guard slot < slots.count, generations[slot] == UInt32(key >> 32) else { return nil }
    return slots[slot]
  }
}
