extension AnswerWriter {
  /// Rates in units of 10⁻⁸; those of buyer and seller are none here.
  mutating func rates(_ name: String, maker: Int, taker: Int, hasSides: Bool = false) {
    key(name)
    beginObject()
    member("maker", units: Int128(maker))
    member("taker", units: Int128(taker))
    if hasSides {
      member("buyer", units: 0)
      member("seller", units: 0)
    }
    endObject()
  }

  /// The discount for paying in BNB, which no account here has chosen: commission is taken from what was
  /// received.
  mutating func discount() {
    key("discount")
    beginObject()
    member("enabledForAccount", false)
    member("enabledForSymbol", true)
    member("discountAsset", "BNB")
    member("discount", units: 75_000_000)
    endObject()
  }
}
