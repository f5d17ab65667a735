/// One thing that an order meets on its way through the book.
enum Liquidity {
  /// A level of the market's own book; `shown` is all of it, `steps` what is taken.
  case level(ticks: Int, shown: Int, steps: Int)
  /// A resting order of an account.
  case order(FuturesOrder, steps: Int)
  /// A resting order of the same account, which is to expire.
  case expiredMaker(FuturesOrder)
  /// The order itself is to expire.
  case expiredTaker
}
