import PaperFutures

/// One line of positions in an answer: a position, or the empty place of one, with its margins.
struct PositionRow {
  let listed: ListedContract
  let position: FuturesPosition
  let setting: FuturesAccount.Setting
  let margins: ContractMargins
  /// Mark price in units of 10⁻⁸.
  let mark: Int
  /// In units of 10⁻⁸; 0 when there is none.
  let liquidationPrice: Int

  var contract: FuturesContract { listed.contract }
  var isIsolated: Bool { setting.marginType == .isolated }
  /// Value at the mark price, with its sign.
  var notional: Int128 {
    let value = position.notional(contract, markUnits: mark)
    return position.steps < 0 ? -value : value
  }
  var unrealised: Int128 { position.unrealised(contract, markUnits: mark) }
  var maintenance: Int128 { position.maintenance(contract, markUnits: mark) }
  /// Initial margin of this side's position.
  var positionMargin: Int128 { abs(notional) / Int128(setting.leverage) }
  /// Initial margin of this side's orders.
  var orderMargin: Int128 {
    switch position.side {
    case .both: margins.orders
    case .long: (abs(notional) + margins.bids) / Int128(setting.leverage) - positionMargin
    case .short: (abs(notional) + margins.asks) / Int128(setting.leverage) - positionMargin
    }
  }
  /// What this side's orders would buy.
  var bids: Int128 { position.side == .short ? 0 : margins.bids }
  /// What this side's orders would sell.
  var asks: Int128 { position.side == .long ? 0 : margins.asks }
  /// Whether there is anything to tell.
  var isUsed: Bool { position.steps != 0 || bids > 0 || asks > 0 }
}
