import PaperCore
import Testing

@Suite struct `The exchange's clock` {
  @Test func `runs as many times faster as asked for`() {
    let exchange = PaperExchange(seed: 1)
    exchange.run(from: 5_000, at: 1_000, speed: 60)
    #expect(exchange.time(at: 1_000) == 5_000)
    #expect(exchange.time(at: 2_000) == 65_000)
    #expect(exchange.time(at: 0) == 5_000)
  }

  @Test func `never overflows`() {
    let clock = ExchangeClock.running(
      start: 1_795_350_896_789, wallStart: 0, speed: ExchangeClock.speedMax)
    #expect(clock.time(at: .max) > 1_795_350_896_789)
  }
}
