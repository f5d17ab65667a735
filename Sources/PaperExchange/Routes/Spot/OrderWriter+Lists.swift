import PaperSpot

extension OrderWriter {
  /// An order list; `reports` adds to it.
  func write(
    _ list: OrderList, to writer: inout AnswerWriter, reports: (inout AnswerWriter) -> Void = { _ in }
  ) {
    writer.beginObject()
    writer.member("orderListId", integer: list.number)
    writer.member("contingencyType", list.contingency.rawValue)
    writer.member("listStatusType", list.statusType.rawValue)
    writer.member("listOrderStatus", list.orderStatus.rawValue)
    writer.member("listClientOrderId", list.clientListID)
    writer.member("transactionTime", integer: list.transactionTime * timeFactor)
    writer.member("symbol", list.symbol)
    writeMembers(of: list, to: &writer)
    reports(&writer)
    writer.endObject()
  }

  /// A placed order list.
  func write(_ placement: ListPlacement, as type: OrderResponseType, to writer: inout AnswerWriter) {
    write(placement.list, to: &writer) { writer in
      writer.key("orderReports")
      writer.beginArray()
      for order in placement.placements { write(order, as: type, to: &writer) }
      writer.endArray()
    }
  }

  /// A canceled order, or the list that went with it.
  func write(_ outcome: CancelOutcome, to writer: inout AnswerWriter) {
    switch outcome {
    case .order(let order): write(order, to: &writer)
    case .list(let list, let orders): write(list, canceled: orders, to: &writer)
    }
  }

  /// A canceled order list.
  func write(_ list: OrderList, canceled orders: [CanceledOrder], to writer: inout AnswerWriter) {
    write(list, to: &writer) { writer in
      writer.key("orderReports")
      writer.beginArray()
      for order in orders { write(order, to: &writer) }
      writer.endArray()
    }
  }

  /// The list of an amended order, whose members are fewer.
  func write(listStatus list: OrderList, to writer: inout AnswerWriter) {
    writer.beginObject()
    writer.member("orderListId", integer: list.number)
    writer.member("contingencyType", list.contingency.rawValue)
    writer.member("listOrderStatus", list.orderStatus.rawValue)
    writer.member("listClientOrderId", list.clientListID)
    writer.member("symbol", list.symbol)
    writeMembers(of: list, to: &writer)
    writer.endObject()
  }

  private func writeMembers(of list: OrderList, to writer: inout AnswerWriter) {
    writer.key("orders")
    writer.beginArray()
    for member in list.members {
      writer.beginObject()
      writer.member("symbol", list.symbol)
      writer.member("orderId", integer: member.orderNumber)
      writer.member("clientOrderId", member.clientOrderID)
      writer.endObject()
    }
    writer.endArray()
  }
}
