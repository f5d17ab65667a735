import PaperCore

extension AnswerWriter {
  mutating func member(_ name: String, _ text: String) {
    key(name)
    string(text)
  }

  mutating func member(_ name: String, integer value: Int) {
    key(name)
    integer(value)
  }

  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  mutating func member(_ name: String, units: Int128, decimals: Int = 8) {
    key(name)
    amount(units, decimals: decimals)
  }

  mutating func member(_ name: String, strings: [String]) {
    key(name)
    beginArray()
    for text in strings { string(text) }
    endArray()
  }

  mutating func price(_ ticks: Int, _ scale: AmountScale) {
    amount(Int128(ticks) * Int128(scale.tickUnits))
  }

  mutating func quantity(_ steps: Int128, _ scale: AmountScale) {
    amount(steps * Int128(scale.stepUnits), decimals: scale.quantityDecimals)
  }

  mutating func member(_ name: String, price ticks: Int, _ scale: AmountScale) {
    key(name)
    price(ticks, scale)
  }

  mutating func member(_ name: String, quantity steps: Int128, _ scale: AmountScale) {
    key(name)
    quantity(steps, scale)
  }
}
