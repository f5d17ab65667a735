internal import Answers
internal import Catalog
package import Exchange
package import LinuxIO
package import Values

/// Turns the calls of order tools into proposals and requests that the exchange would take, values them, and
/// writes what the exchange answered. It decides nothing about money and sends nothing that changes anything.
@LoopActor
package final class OrderDesk {
  let exchange: any ExchangeReading
  let venue: Venue

  /// A desk that asks this exchange for rules and prices.
  package init(exchange: any ExchangeReading, venue: Venue) {
    self.exchange = exchange
    self.venue = venue
  }
}
