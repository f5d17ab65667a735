/// What a request has taken of the budgets, until it is settled or given back.
struct BudgetCharge {
  let weight: RateBudget.Ticket
  /// Nil for what places no order.
  let orders: OrderBudget.Ticket?
}
