public import PaperAccounts
public import PaperCore

extension SpotExchange {
  /// Cancels an order and places another.
  ///
  /// - Throws: what is looked at before either happens: the new order's shape and filters.
  public func replace(
    _ reference: OrderReference, cancelClientOrderID: String?, restriction: CancelRestriction?,
    mode: CancelReplaceMode, with new: NewOrder, on symbol: ListedSymbol, by account: Account, now time: Int
  ) throws(OrderRefusal) -> ReplaceOutcome {
    let context = OrderContext(state: state(of: symbol), account: account, now: begin(at: time))
    try checkFilters(new, as: .alone, in: context, adding: Self.added([new], isList: false))
    let canceled: Result<CancelOutcome, OrderRefusal>
    do throws(OrderRefusal) {
      canceled = .success(
        try cancel(
          reference, newClientOrderID: cancelClientOrderID, restriction: restriction, in: context))
    } catch {
      guard mode == .allowFailure else { return ReplaceOutcome(cancel: .failure(error), placement: nil) }
      canceled = .failure(error)
    }
    do throws(OrderRefusal) {
      let placement = try place(new, on: symbol, by: account, now: context.now)
      return ReplaceOutcome(cancel: canceled, placement: .success(placement))
    } catch {
      return ReplaceOutcome(cancel: canceled, placement: .failure(error))
    }
  }
}
