public import PaperCore

/// All limits that the exchange keeps: request weight and requests by address, wallet endpoints, orders by
/// account. Pure: the wall time is passed in, memory is bounded by each part.
///
/// | | counts | limit | answer |
/// |---|---|---|---|
/// | spot | weight by address | 6,000 a minute | 429, then 418 |
/// | spot | requests by address | 300,000 in five minutes | 429, then 418 |
/// | spot | unfilled orders by account | 100 in ten seconds, 200,000 a day | 429 with -1015 |
/// | wallet | weight by endpoint and address | 12,000 a minute | 429, then 418 |
/// | wallet | weight by endpoint and account | 180,000 a minute | 429, then 418 |
/// | futures | weight by address | 2,400 a minute | 429, then 418 |
/// | futures | orders by account | 300 in ten seconds, 1,200 a minute | 429 with -1015 |
///
/// Sources: enums.md and the changelog (`RAW_REQUESTS`: 2026-03-27), the "LIMITS" chapters of the wallet and
/// the USD-M futures documents.
public struct Limits: Sendable {
  private var spot: AddressLimits
  private var futures: AddressLimits
  private var wallet: EndpointLimits
  private var spotOrders: OrderLimits
  private var futuresOrders: OrderLimits
  /// How often orders have been charged: an answer that comes with a higher number has the headers of orders.
  private(set) var orderChargeCount = 0
  /// How often orders were too many: a log of commands keeps which ones met the limit.
  private(set) var orderRefusalCount = 0

  /// - Parameters:
  ///   - weight: weight that an address may use in a minute on spot and on futures, in place of theirs; when
  ///     it is more than the number of requests in five minutes, that is raised to it.
  ///   - orders: orders that an account may place in ten seconds on both, in place of theirs; the longer
  ///     intervals allow as much for each ten seconds of them, if that is more than theirs.
  ///   - recorded: what a recorded `exchangeInfo` of spot lists, in place of today's: clients read it there.
  public init(weight: Int? = nil, orders: Int? = nil, recorded: [RateLimit] = []) {
    let spotOrderRates = recorded.filter { $0.kind == .orders }
      .sorted { $0.lengthMilliseconds < $1.lengthMilliseconds }
    let usual = recorded.first { $0.kind == .rawRequests }
    spot = AddressLimits(
      weight: weight.map { RateLimit(.requestWeight, per: 1, .minute, limit: $0) }
        ?? recorded.first { $0.kind == .requestWeight }
        ?? RateLimit(.requestWeight, per: 1, .minute, limit: 6_000),
      requests: RateLimit(
        .rawRequests, per: usual?.intervalCount ?? 5, usual?.interval ?? .minute,
        limit: max(usual?.limit ?? 300_000, weight ?? 0)), words: .spot)
    futures = AddressLimits(
      weight: RateLimit(.requestWeight, per: 1, .minute, limit: weight ?? 2_400), requests: nil,
      words: .futures)
    wallet = EndpointLimits(
      address: RateLimit(.requestWeight, per: 1, .minute, limit: 12_000),
      account: RateLimit(.requestWeight, per: 1, .minute, limit: 180_000))
    if orders == nil, spotOrderRates.count >= 2 {
      spotOrders = OrderLimits(short: spotOrderRates[0], long: spotOrderRates[1])
    } else {
      spotOrders = OrderLimits(
        short: RateLimit(.orders, per: 10, .second, limit: orders ?? 100),
        long: RateLimit(.orders, per: 1, .day, limit: max(200_000, (orders ?? 0) * 8_640)))
    }
    futuresOrders = OrderLimits(
      short: RateLimit(.orders, per: 10, .second, limit: orders ?? 300),
      long: RateLimit(.orders, per: 1, .minute, limit: max(1_200, (orders ?? 0) * 6)))
  }

  /// The `rateLimits` of an interface's `exchangeInfo`.
  public func rates(of family: RouteFamily) -> [RateLimit] {
    switch family {
    case .spot:
      [spot.weightLimit, spotOrders.short, spotOrders.long] + (spot.requestLimit.map { [$0] } ?? [])
    case .futures: [futures.weightLimit, futuresOrders.long, futuresOrders.short]
    case .wallet: []
    }
  }

  // Weight

  /// Charges one request.
  ///
  /// - Parameters:
  ///   - endpoint: its path, for the wallet, whose endpoints count apart.
  ///   - payer: an account only for wallet endpoints that are documented with "Weight(UID)".
  /// - Throws: -1003 with 429 or 418 and the seconds to wait.
  public mutating func chargeWeight(
    _ weight: Int, of endpoint: String, family: RouteFamily, to payer: WeightPayer, now: Int
  ) throws(ExchangeError) {
    switch (family, payer) {
    case (.wallet, _): try wallet.charge(weight, of: endpoint, to: payer, now: now)
    case (.spot, .address(let address)): try spot.charge(weight, to: address, now: now)
    case (.futures, .address(let address)): try futures.charge(weight, to: address, now: now)
    case (.spot, .account), (.futures, .account):
      preconditionFailure("only the wallet charges weight to accounts")
    }
  }

  /// Takes back the weight of a request that is free when it succeeds (changelog of 2026-03-27).
  public mutating func giveBackWeight(_ weight: Int, family: RouteFamily, to address: String, now: Int) {
    switch family {
    case .spot: spot.giveBack(weight, to: address, now: now)
    case .futures: futures.giveBack(weight, to: address, now: now)
    case .wallet: break
    }
  }

  /// The headers that say what has been used.
  public func weightHeaders(
    of endpoint: String, family: RouteFamily, payer: WeightPayer, now: Int
  ) -> [(name: String, value: String)] {
    switch (family, payer) {
    case (.wallet, .address):
      return [("x-sapi-used-ip-weight-1m", String(wallet.used(of: endpoint, by: payer, now: now)))]
    case (.wallet, .account):
      return [("x-sapi-used-uid-weight-1m", String(wallet.used(of: endpoint, by: payer, now: now)))]
    case (.spot, .address(let address)):
      let used = String(spot.used(by: address, now: now))
      return [("x-mbx-used-weight", used), ("x-mbx-used-weight-1m", used)]
    case (.futures, .address(let address)):
      return [("x-mbx-used-weight-1m", String(futures.used(by: address, now: now)))]
    case (.spot, .account), (.futures, .account): return []
    }
  }

  // Orders

  /// Charges new orders to an account: the endpoint's documented "Unfilled Order Count". Comes before an
  /// order is placed; an order that is then refused is given back, because only successful requests count.
  ///
  /// - Parameters:
  ///   - count: orders.
  ///   - longCount: what the longer interval is charged when it is not the same: a futures batch is five for
  ///     ten seconds and one for the minute.
  /// - Throws: -1015 with 429 and the seconds to wait; nothing is charged then.
  public mutating func chargeOrders(
    _ count: Int, longCount: Int? = nil, account: Int, family: RouteFamily, now: Int
  ) throws(ExchangeError) {
    precondition(count >= 0)
    do throws(ExchangeError) {
      switch family {
      case .spot: try spotOrders.charge(count, long: longCount ?? count, to: account, now: now)
      case .futures: try futuresOrders.charge(count, long: longCount ?? count, to: account, now: now)
      case .wallet: preconditionFailure("the wallet has no orders")
      }
    } catch {
      orderRefusalCount += 1
      throw error
    }
    orderChargeCount += 1
  }

  /// Takes orders back: for a first fill, or for an order that was refused. By how much a fill does is for
  /// the matching engine to say; the documents' examples have one for a taker and five for a maker.
  public mutating func giveBackOrders(
    _ count: Int, longCount: Int? = nil, account: Int, family: RouteFamily, now: Int
  ) {
    switch family {
    case .spot: spotOrders.giveBack(count, long: longCount ?? count, to: account, now: now)
    case .futures: futuresOrders.giveBack(count, long: longCount ?? count, to: account, now: now)
    case .wallet: break
    }
  }

  /// What an account has placed in each interval, the shorter first: `GET /api/v3/rateLimit/order`.
  public func orderCounts(
    of account: Int, family: RouteFamily, now: Int
  ) -> [(limit: RateLimit, count: Int)] {
    switch family {
    case .spot: spotOrders.counts(of: account, now: now)
    case .futures: futuresOrders.counts(of: account, now: now)
    case .wallet: []
    }
  }

  /// The headers of an answer to an order: `x-mbx-order-count-10s` and `-1d` or `-1m`.
  public func orderHeaders(
    of account: Int, family: RouteFamily, now: Int
  ) -> [(name: String, value: String)] {
    orderCounts(of: account, family: family, now: now).map { entry in
      ("x-mbx-order-count-" + entry.limit.suffix, String(entry.count))
    }
  }
}
