import LinuxIO
import PaperFaults
import PaperRoutes
import PaperSpot
import PaperFutures

/// Faults on demand: the exchange behind them, and the port that they are asked for on.
///
/// Always on loopback, whatever the exchange itself listens on, and with a token of 256 random bits in a file
/// of mode 0600: who may break the exchange may also read what everybody asked of it.
@LoopActor
final class FaultPort {
  /// Why it cannot be opened, in words for people.
  struct Refusal: Error {
    var message: String
  }

  private static let tokenName = "faults.token"

  /// The exchange with faults in front of it.
  let service: any RequestService
  /// What listens for rules.
  let server: PaperServer
  /// Where it listens.
  let url: String
  /// The file that the token is in.
  let tokenPath: String
  private let keys: KeyFolder

  init(
    _ options: PaperOptions, _ router: Router, _ keys: KeyFolder, _ wallClock: WallClock
  ) throws(Refusal) {
    let bookings = BookingNotes()
    let note = { (symbol: String, number: Int, clientID: String) in
      bookings.add(Booking(symbol: symbol, orderNumber: number, clientOrderID: clientID))
    }
    router.venue.spot.onBooking = note
    router.venue.futures.onBooking = note
    let exchange = FaultyExchange(
      seed: options.seed,
      handler: { request, address, arrival, wall in
        router.reply(to: request, from: address, now: wall, arrivedAt: arrival)
      }, bookings: bookings.take)
    let token = Self.token()
    let venue = router.venue
    let control = FaultControl(exchange: exchange, token: token) { venue.clockSkewMilliseconds = $0 }
    service = FaultyService(exchange: exchange, wallClock: wallClock)
    let listener: TCPListener
    do throws(SystemFailure) {
      listener = try TCPListener(address: "127.0.0.1", port: 0)
    } catch {
      throw Refusal(message: "no port for faults: \(error)")
    }
    server = PaperServer(listener: listener, service: FaultControlService(control: control))
    url = "http://127.0.0.1:\(listener.port)"
    self.keys = keys
    do throws(KeyFolder.Refusal) {
      tokenPath = try keys.note(token, in: Self.tokenName)
    } catch {
      throw Refusal(message: error.message)
    }
  }

  /// Takes the token's file away.
  func clear() {
    keys.removeNote(Self.tokenName)
  }

  private static func token() -> [UInt8] {
    let digits = Array("0123456789abcdef".utf8)
    return CurrentProcess.randomBytes(32).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
  }
}
