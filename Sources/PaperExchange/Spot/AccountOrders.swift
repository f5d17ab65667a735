import PaperAccounts

/// The orders and fills of one account on one symbol.
final class AccountOrders {
  let account: Account
  /// By number, ascending; with gaps where orders were forgotten.
  private(set) var records: [OrderRecord] = []
  /// Open orders by number.
  private(set) var open: [Int: OrderRecord] = [:]
  /// The open order of an id, or the last one that had it.
  private(set) var byClientID: [String: OrderRecord] = [:]
  /// Open orders as filters count them.
  var counts = FilterQuestion.Counts()
  /// Base units in open buy orders.
  private(set) var openBuyQuantity: Int128 = 0
  /// By trade id, ascending.
  private(set) var fills: [FillRecord] = []
  private var forgottenFillCount = 0
  private var forgottenOrderCount = 0

  init(account: Account) {
    self.account = account
  }

  /// Takes a new order in.
  func add(_ record: OrderRecord) {
    records.append(record)
    open[record.number] = record
    byClientID[record.clientOrderID] = record
    count(record, by: 1)
    if record.isBuy { openBuyQuantity += Int128(record.remaining) }
  }

  /// An order has been closed; `remaining` is what was left of it before.
  func close(_ record: OrderRecord) {
    open[record.number] = nil
    count(record, by: -1)
    if record.isBuy { openBuyQuantity -= Int128(record.remaining) }
  }

  /// The open quantity of an order changes by a fill, a prevention, an amendment or because it is known now.
  func changeOpenQuantity(of record: OrderRecord, by quantity: Int) {
    if record.isBuy { openBuyQuantity += Int128(quantity) }
  }

  private func count(_ record: OrderRecord, by one: Int) {
    counts.orders += one
    if record.type.isContingent { counts.algorithmicOrders += one }
    if record.icebergQuantity != nil { counts.icebergOrders += one }
  }

  /// Gives an order another id.
  func rename(_ record: OrderRecord, to clientOrderID: String) {
    if byClientID[record.clientOrderID] === record { byClientID[record.clientOrderID] = nil }
    record.clientOrderID = clientOrderID
    byClientID[clientOrderID] = record
  }

  /// Whether an open order has this id.
  func isUsed(_ clientOrderID: String) -> Bool { byClientID[clientOrderID]?.status.isOpen ?? false }

  /// The order of a number.
  func record(_ number: Int) -> OrderRecord? {
    if let record = open[number] { return record }
    let index = index(from: number)
    guard index < records.count, records[index].number == number, !records[index].isForgotten else {
      return nil
    }
    return records[index]
  }

  /// Index of the first order whose number is not less, or the count.
  func index(from number: Int) -> Int {
    var low = 0
    var high = records.count
    while low < high {
      let middle = (low + high) / 2
      if records[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Drops a closed order from memory.
  func forget(_ record: OrderRecord) {
    record.isForgotten = true
    if byClientID[record.clientOrderID] === record { byClientID[record.clientOrderID] = nil }
    forgottenOrderCount += 1
    if forgottenOrderCount >= 256, forgottenOrderCount * 4 >= records.count {
      records.removeAll(where: \.isForgotten)
      forgottenOrderCount = 0
    }
  }

  /// Takes a fill in.
  func add(_ fill: FillRecord) { fills.append(fill) }

  /// Drops the oldest fill from memory.
  func forgetFill() {
    forgottenFillCount += 1
    if forgottenFillCount >= 256, forgottenFillCount * 4 >= fills.count {
      fills.removeFirst(forgottenFillCount)
      forgottenFillCount = 0
    }
  }

  /// The fills that are not forgotten.
  var knownFills: ArraySlice<FillRecord> { fills[forgottenFillCount...] }
}
