import PaperAccounts

/// All order lists: the open ones, and the last closed ones.
struct ListShelf {
  private struct OfAccount {
    /// By number, ascending.
    var lists: [ListRecord] = []
    /// The open list of an id, or the last one that had it.
    var byClientID: [String: ListRecord] = [:]
  }

  private var byAccount: [Int: OfAccount] = [:]
  private var open: [Int: ListRecord] = [:]
  private var closed = Backlog<ListRecord>()
  private var count = 0

  mutating func makeNumber() -> Int {
    defer { count += 1 }
    return count
  }

  mutating func add(_ list: ListRecord) {
    open[list.number] = list
    byAccount[list.account.number, default: OfAccount()].lists.append(list)
    byAccount[list.account.number]?.byClientID[list.clientListID] = list
  }

  /// The open list of a number.
  func openList(_ number: Int32) -> ListRecord? { number < 0 ? nil : open[Int(number)] }

  /// Takes a list out of the open ones and forgets the oldest closed one when there are too many.
  mutating func close(_ list: ListRecord, countMax: Int) {
    open[list.number] = nil
    closed.append(list)
    guard closed.count > countMax, let oldest = closed.popFirst() else { return }
    let account = oldest.account.number
    if byAccount[account]?.byClientID[oldest.clientListID] === oldest {
      byAccount[account]?.byClientID[oldest.clientListID] = nil
    }
    byAccount[account]?.lists.removeAll { $0 === oldest }
  }

  /// Lists of an account by number.
  func lists(of account: Account) -> [ListRecord] { byAccount[account.number]?.lists ?? [] }

  /// The list that a client means; `nil` when there is none.
  func list(_ reference: OrderReference, of account: Account) -> ListRecord? {
    switch reference {
    case .number(let number): return lists(of: account).last { $0.number == number }
    case .clientID(let id): return byAccount[account.number]?.byClientID[id]
    case .both(let number, let id):
      return lists(of: account).last { $0.number == number && $0.clientListID == id }
    }
  }

  /// Whether an open list has this id.
  func isUsed(_ clientListID: String, by account: Account) -> Bool {
    byAccount[account.number]?.byClientID[clientListID]?.isOpen ?? false
  }
}
