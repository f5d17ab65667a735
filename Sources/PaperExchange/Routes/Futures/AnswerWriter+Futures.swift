import PaperFutures

/// Amounts as the USD-M interface writes them: with the contract's decimals.
extension AnswerWriter {
  mutating func price(_ ticks: Int, _ contract: FuturesContract) {
    amount(Int128(ticks) * Int128(contract.tickUnits), decimals: contract.pricePrecision)
  }

  mutating func quantity(_ steps: Int128, _ contract: FuturesContract) {
    amount(steps * Int128(contract.stepUnits), decimals: contract.quantityPrecision)
  }

  /// What something cost: with as many decimals as price and quantity together, which is all there are.
  mutating func cost(_ units: Int128, _ contract: FuturesContract) {
    amount(units, decimals: min(8, contract.pricePrecision + contract.quantityPrecision))
  }

  mutating func member(_ name: String, price ticks: Int, _ contract: FuturesContract) {
    key(name)
    price(ticks, contract)
  }

  mutating func member(_ name: String, quantity steps: Int128, _ contract: FuturesContract) {
    key(name)
    quantity(steps, contract)
  }

  mutating func member(_ name: String, cost units: Int128, _ contract: FuturesContract) {
    key(name)
    cost(units, contract)
  }

  /// An amount without zeros at its end, such as `22185.2`; at least `decimals` of them are written.
  mutating func member(_ name: String, trimmed units: Int128, decimals: Int = 0) {
    var needed = 8
    var rest = units
    while needed > decimals, rest % 10 == 0 {
      rest /= 10
      needed -= 1
    }
    member(name, units: units, decimals: needed)
  }
}
