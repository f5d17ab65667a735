import PaperAccounts
import PaperCore

@testable import PaperSpot

/// What must be true of an exchange and its accounts at every moment.
enum Ledger {
  /// Everything that is wrong.
  static func problems(of spot: SpotExchange, accounts: Accounts, symbols: [ListedSymbol]) -> [String] {
    var problems: [String] = []
    for (asset, issued) in accounts.issued where accounts.total(of: asset) != issued {
      problems.append("\(asset): \(accounts.total(of: asset)) of \(issued) exist")
    }
    for account in accounts.all { problems += locks(of: account, spot) }
    for symbol in symbols {
      let (bids, asks) = spot.restingLevels(on: symbol)
      if let bid = bids.first, let ask = asks.first, bid.priceUnits >= ask.priceUnits {
        problems.append("\(symbol.listing.symbol) is crossed: \(bid.priceUnits) >= \(ask.priceUnits)")
      }
      if (bids + asks).contains(where: { $0.quantityUnits <= 0 }) { problems.append("an empty level") }
    }
    return problems
  }

  /// What an account has locked must be what its open orders need, counted from the orders alone.
  private static func locks(of account: Account, _ spot: SpotExchange) -> [String] {
    var problems: [String] = []
    var held: [String: Int128] = [:]
    var pairs: [Int: (asset: String, units: Int128)] = [:]
    let orders = spot.openOrders(of: account, on: nil)
    for order in orders {
      let needed = needed(by: order)
      if let needed, order.lockedUnits < needed { problems.append("order \(order.number) holds too little") }
      let list = spot.list(.number(order.listNumber), of: account)
      let isDependent = list.map {
        $0.contingency == .oneCancelsTheOther || $0.members[0].orderNumber != order.number
      }
      if isDependent == true {
        let known = pairs[order.listNumber]?.units ?? 0
        pairs[order.listNumber] = (order.lockedAsset, max(known, order.lockedUnits))
      } else {
        if let needed, needed != order.lockedUnits { problems.append("order \(order.number) holds too much") }
        held[order.lockedAsset, default: 0] += order.lockedUnits
      }
    }
    for pair in pairs.values { held[pair.asset, default: 0] += pair.units }
    for (asset, balance) in account.balances() {
      if balance.free < 0 || balance.locked < 0 { problems.append("\(asset) below zero") }
      if balance.locked != held[asset, default: 0] {
        problems.append(
          "\(account.number) has \(balance.locked) \(asset) locked, orders \(held[asset, default: 0])")
      }
    }
    let counts = spot.counts(of: account, on: nil)
    if counts.orders != orders.count || counts.lists != spot.openLists(of: account).count {
      problems.append(
        "\(account.number): counted \(counts.orders) of \(orders.count) orders, \(counts.lists) lists")
    }
    return problems
  }

  /// From the order's own fields; `nil` where it depends on a price that is not known yet.
  private static func needed(by order: Order) -> Int128? {
    if order.awaitsQuantity { return nil }
    if order.side == .sell { return Int128(order.remainingQuantity) }
    let price = order.peggedPrice ?? order.price
    let isMarket = order.type == .market || order.type == .stopLoss || order.type == .takeProfit
    guard price > 0, !isMarket else { return nil }
    return Int128(price) * Int128(order.remainingQuantity) / 100_000_000
  }
}
