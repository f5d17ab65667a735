import PaperCore
import PaperFutures

/// What the parameters of USD-M requests have in common.
extension Answer {
  /// Contracts, and what accounts do with them.
  var futures: FuturesExchange { venue.futures }

  /// The contract that the request names.
  func contract(_ name: String = "symbol") throws(ExchangeError) -> ListedContract {
    guard let symbol = query[name], let contract = futures.contract(named: symbol) else {
      throw .invalidSymbol
    }
    return contract
  }

  /// The contract whose pair the request names.
  func pairContract() throws(ExchangeError) -> ListedContract {
    guard let pair = query["pair"],
      let contract = futures.contracts.first(where: { $0.contract.pair == pair })
    else { throw .invalidPair }
    return contract
  }

  /// One object for the contract that is named, an array of all without a name.
  func eachContract(_ write: (inout AnswerWriter, ListedContract) -> Void) throws(ExchangeError) -> [UInt8] {
    var writer = AnswerWriter(reservingByteCount: 2_048)
    if query["symbol"] != nil {
      write(&writer, try contract())
      return writer.bytes
    }
    writer.beginArray()
    for contract in futures.contracts { write(&writer, contract) }
    writer.endArray()
    return writer.bytes
  }

  /// `limit`, or its default; more than the maximum is refused.
  func futuresLimit(default standard: Int, maximum: Int) throws(ExchangeError) -> Int {
    guard let limit = query.integer("limit") else { return standard }
    guard (1...maximum).contains(limit) else { throw .invalidData("limit") }
    return limit
  }

  /// The largest time that is told apart from later ones, in the year 5138: sums of times do not overflow.
  private static let timeMax = 100_000_000_000_000

  /// `startTime` and `endTime`, in order.
  func timeRange() throws(ExchangeError) -> (start: Int?, end: Int?) {
    let start = query.integer("startTime").map { min($0, Self.timeMax) }
    let end = query.integer("endTime").map { min($0, Self.timeMax) }
    if let start, let end, start > end { throw .startAfterEnd }
    return (start, end)
  }
}
