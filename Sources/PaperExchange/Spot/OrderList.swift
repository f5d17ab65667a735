/// An order list as it stands at one moment (enums.md, "ContingencyType", "Order List Status").
public struct OrderList: Sendable, Hashable {
  /// What ties the orders together; OTOCO, OPO and OPOCO are OTO.
  public enum Contingency: String, Sendable, Hashable {
    case oneCancelsTheOther = "OCO"
    case oneTriggersTheOther = "OTO"
  }

  /// `listStatusType`.
  public enum StatusType: String, Sendable, Hashable {
    case response = "RESPONSE"
    case executionStarted = "EXEC_STARTED"
    case updated = "UPDATED"
    case allDone = "ALL_DONE"
  }

  /// `listOrderStatus`.
  public enum OrderStatus: String, Sendable, Hashable {
    case executing = "EXECUTING"
    case allDone = "ALL_DONE"
    case reject = "REJECT"
  }

  /// One order of it.
  public struct Member: Sendable, Hashable {
    /// `orderId`.
    public var orderNumber: Int
    /// `clientOrderId`.
    public var clientOrderID: String
  }

  /// `orderListId`: consecutive on the whole exchange, from 0.
  public var number: Int
  /// Whose it is.
  public var accountNumber: Int
  /// On which symbol.
  public var symbol: String
  /// `listClientOrderId`.
  public var clientListID: String
  /// What ties the orders together.
  public var contingency: Contingency
  /// What the last change was.
  public var statusType: StatusType
  /// Whether it still goes on.
  public var orderStatus: OrderStatus
  /// When it was placed, in milliseconds.
  public var transactionTime: Int
  /// Its orders by number: the working order first; of a pair the stop order first.
  public var members: [Member]
}
