/// The orders at one price, oldest first.
///
/// A queue in an array: an order knows its place, so taking one out leaves a hole and costs nothing more.
/// Holes are swept when they are the greater part.
final class PriceLevel {
  let price: Int
  /// Base units that the book shows here. Each order is bounded; their sum is not.
  private(set) var visibleQuantity: Int128 = 0
  /// Orders here.
  private(set) var count = 0
  private var slots: [OrderRecord?] = []
  /// The queue position of the first slot.
  private var offset = 0
  /// The first slot that may hold an order.
  private var head = 0

  init(price: Int) {
    self.price = price
  }

  /// Puts an order at the end of the queue.
  func append(_ record: OrderRecord) {
    record.level = self
    record.queuePosition = offset + slots.count
    slots.append(record)
    count += 1
    visibleQuantity += Int128(record.visible)
  }

  /// Takes an order out.
  func remove(_ record: OrderRecord) {
    slots[record.queuePosition - offset] = nil
    record.level = nil
    count -= 1
    visibleQuantity -= Int128(record.visible)
    if slots.count >= 32, count * 2 < slots.count { sweep() }
  }

  /// Shows less of an order.
  func reduce(_ record: OrderRecord, by quantity: Int) {
    record.visible -= quantity
    visibleQuantity -= Int128(quantity)
  }

  /// The oldest order.
  var first: OrderRecord? {
    while head < slots.count {
      if let record = slots[head] { return record }
      head += 1
    }
    return nil
  }

  /// All orders, oldest first.
  var orders: [OrderRecord] { slots.compactMap(\.self) }

  /// Calls `body` for each order, oldest first, until it returns false; orders must not be taken out
  /// meanwhile.
  func forEach(_ body: (OrderRecord) -> Bool) {
    for index in head..<slots.count {
      if let record = slots[index], !body(record) { return }
    }
  }

  private func sweep() {
    let kept = slots.compactMap(\.self)
    offset += slots.count
    head = 0
    slots.removeAll(keepingCapacity: true)
    for record in kept {
      record.queuePosition = offset + slots.count
      slots.append(record)
    }
  }
}
