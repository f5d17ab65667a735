import PaperCore

/// Finds the market that a contract's index follows.
final class IndexSources {
  private let exchange: PaperExchange
  private lazy var library = TradeTemplateLibrary(seed: exchange.seed)

  init(exchange: PaperExchange) {
    self.exchange = exchange
  }

  /// The synthetic market of the spot symbol of the same name where there is one whose tick the contract's
  /// divides; else one that is made up as the spot side would, with the contract's tick.
  ///
  /// A recorded spot market is not taken: it has no prices outside its recording, and positions live longer.
  func source(of contract: FuturesContract) -> any Market {
    if let symbol = exchange.symbol(named: contract.baseAsset + contract.quoteAsset),
      let market = symbol.market as? SyntheticMarket, market.scale.tickUnits % contract.tickUnits == 0
    {
      return market
    }
    let first = max(
      SyntheticCourse.firstDayMin, contract.onboardMilliseconds / CivilDate.dayMilliseconds)
    var ticks = 500 + SeededGenerator.scaled(SeededGenerator.hash(contract.symbol), below: 20_000)
    // Near the spot symbol where there is one: a recorded one's first trade, or where another began.
    if let own = exchange.symbol(named: contract.baseAsset + contract.quoteAsset)?.market,
      own.tradeID(from: Int.max / 2) > own.firstTradeID
    {
      ticks = own.trade(own.firstTradeID).priceTicks * own.scale.tickUnits / contract.tickUnits
    }
    ticks = max(200, min(ticks, contract.priceTicksMax / 4), contract.priceTicksMin * 2)
    // About two hundred whole units of the quote asset per unit of a trade's weight.
    let stepValue = max(1, Int128(ticks) * Int128(contract.tickStepUnits))
    let factor = Int(max(1, min(1_000_000, 20_000_000_000 / stepValue)))
    let course = SyntheticCourse(
      basePriceTicks: ticks, quantityFactor: factor, isMajor: false, firstDay: first,
      path: contract.baseAsset)
    return SyntheticMarket(
      name: contract.pair + "INDEX", scale: contract.scale, course: course, library: library)
  }
}
