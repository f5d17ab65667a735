import PaperAccounts

/// An order list as the exchange keeps it. Holds its orders while it is open, their ids afterwards.
final class ListRecord {
  let number: Int
  let account: Account
  let state: SymbolState
  let clientListID: String
  let contingency: OrderList.Contingency
  let time: Int
  /// The order that must be filled before the others are placed; `nil` in an OCO.
  private(set) var working: OrderRecord?
  /// The others: one, or the two of a pair.
  private(set) var dependents: [OrderRecord]
  /// The dependents sell what the working order bought.
  let paysOther: Bool
  var statusType: OrderList.StatusType = .executionStarted
  var isOpen = true
  /// The whole list is being ended; its orders need not end each other.
  var isEnding = false
  private var closedMembers: [OrderList.Member] = []

  init(
    number: Int, account: Account, state: SymbolState, clientListID: String, working: OrderRecord?,
    dependents: [OrderRecord], paysOther: Bool, now: Int
  ) {
    self.number = number
    self.account = account
    self.state = state
    self.clientListID = clientListID
    self.working = working
    self.dependents = dependents
    self.paysOther = paysOther
    contingency = working == nil ? .oneCancelsTheOther : .oneTriggersTheOther
    time = now
  }

  /// All of its orders while it is open, the working order first.
  var orders: [OrderRecord] { (working.map { [$0] } ?? []) + dependents }

  /// The other order of a pair.
  func sibling(of record: OrderRecord) -> OrderRecord? {
    guard dependents.count == 2, record !== working else { return nil }
    return dependents[0] === record ? dependents[1] : dependents[0]
  }

  /// Lets go of the orders.
  func close() {
    closedMembers = members
    isOpen = false
    statusType = .allDone
    working = nil
    dependents = []
  }

  private var members: [OrderList.Member] {
    isOpen
      ? orders.map { OrderList.Member(orderNumber: $0.number, clientOrderID: $0.clientOrderID) }
      : closedMembers
  }

  /// The list as it stands.
  var snapshot: OrderList {
    OrderList(
      number: number, accountNumber: account.number, symbol: state.name, clientListID: clientListID,
      contingency: contingency, statusType: statusType, orderStatus: isOpen ? .executing : .allDone,
      transactionTime: time, members: members)
  }
}
