import PaperAccounts

/// Who asks for something, on which symbol, and when.
struct OrderContext {
  let state: SymbolState
  let account: Account
  let now: Int

  /// The account's orders on the symbol.
  var orders: AccountOrders { state.orders(of: account) }
}
