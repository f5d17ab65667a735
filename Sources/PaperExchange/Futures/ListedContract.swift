import PaperCore

/// A contract with its market, which is made when somebody first asks for it.
public final class ListedContract {
  /// What `exchangeInfo` says.
  public let contract: FuturesContract
  /// The entry of a recorded `exchangeInfo`, byte for byte; `nil` for a built-in contract.
  public let recordedBytes: ArraySlice<UInt8>?
  /// Its place in the list.
  public let index: Int
  private let makeSource: (FuturesContract) -> any Market
  private let seed: UInt64
  private var knownMarket: FuturesMarket?

  init(
    contract: FuturesContract, recordedBytes: ArraySlice<UInt8>?, index: Int, seed: UInt64,
    makeSource: @escaping (FuturesContract) -> any Market
  ) {
    self.contract = contract
    self.recordedBytes = recordedBytes
    self.index = index
    self.seed = seed
    self.makeSource = makeSource
  }

  init(market: FuturesMarket, index: Int) {
    contract = market.contract
    recordedBytes = nil
    self.index = index
    seed = 0
    makeSource = { _ in market.source }
    knownMarket = market
  }

  /// The contract's tape, book and marks.
  public var market: FuturesMarket {
    if let knownMarket { return knownMarket }
    let made = FuturesMarket(contract: contract, source: makeSource(contract), seed: seed)
    knownMarket = made
    return made
  }
}
