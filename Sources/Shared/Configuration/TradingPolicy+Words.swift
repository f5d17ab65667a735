internal import Values

extension TradingPolicy {
  /// What the policy means, for people: a sentence for each limit, what is not limited named too.
  public var sentences: [String] {
    guard isEnabled else { return limits }
    return ["Orders are placed with real money on the live exchange, if there is a key for it."] + limits
  }

  /// The same without a word on whose money it is.
  public var limits: [String] {
    guard isEnabled else { return ["Trading is off: nothing that moves money is done."] }
    var sentences: [String] = []
    sentences.append(
      symbols.map { "Only these trading pairs: \($0.joined(separator: ", "))." } ?? "Every trading pair.")
    sentences.append(allowsFutures ? "Spot and USD-M futures." : "Spot only, no futures.")
    if let sides { sentences.append("Only the sides: \(sides.joined(separator: ", ")).") }
    if let orderTypes { sentences.append("Only the types: \(orderTypes.joined(separator: ", ")).") }
    sentences.append(
      orderNotionalMax.map { "One order is worth at most \($0) \(quote)." }
        ?? "One order may be worth anything.")
    sentences.append(
      dailyNotionalMax.map { "All orders of a day (UTC) are worth at most \($0) \(quote) together." }
        ?? "A day's orders may be worth anything.")
    if let count = openOrderCountMax { sentences.append("At most \(count) orders are open at a time.") }
    if let count = ordersPerMinuteMax { sentences.append("At most \(count) orders in any minute.") }
    if let percent = priceCollarPercent {
      sentences.append("A limit price is at most \(percent) % worse than the market's.")
    }
    if let leverage = leverageMax { sentences.append("Leverage is at most \(leverage).") }
    sentences += confirmationSentences
    return sentences
  }

  private var confirmationSentences: [String] {
    var sentences: [String] = []
    switch (confirmAbove, confirmOutOfBandAbove) {
    case (nil, nil): sentences.append("No person is asked before an order.")
    case (let amount?, _) where amount.isZero: sentences.append("A person is asked before each order.")
    case (let amount?, _): sentences.append("Above \(amount) \(quote) a person is asked first.")
    case (nil, _): break
    }
    if let amount = confirmOutOfBandAbove {
      sentences.append("Above \(amount) \(quote) only bulkhead confirm on your terminal counts.")
    }
    return sentences
  }
}
