import Values

/// One price of an order book and what is offered or wanted there.
struct BookLevel {
  let price: ExactDecimal
  let quantity: ExactDecimal
}
