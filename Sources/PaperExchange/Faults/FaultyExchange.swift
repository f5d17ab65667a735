public import HTTP

/// A router with faults in front of it and a ledger behind it.
///
/// Pure as the router is: what takes time or breaks a connection is returned as a `Delivery`, and the server
/// performs it.
public final class FaultyExchange {
  /// Carries a request out that arrived at one time and is dealt with at another, both of the wall clock.
  public typealias Handler = (
    _ request: HTTPRequest, _ address: String, _ arrival: Int, _ wall: Int
  ) -> HTTPReply

  /// The rules in force.
  public var plan: FaultPlan
  /// What was asked and booked.
  public private(set) var ledger = RequestLedger()

  private let handler: Handler
  private let bookings: () -> [Booking]

  /// - Parameters:
  ///   - handler: carries a request out, as if there were no faults.
  ///   - bookings: the orders that the last request carried out has booked.
  public init(seed: UInt64, handler: @escaping Handler, bookings: @escaping () -> [Booking]) {
    plan = FaultPlan(seed: seed)
    self.handler = handler
    self.bookings = bookings
  }

  /// One request that has been read and numbered.
  public struct Receipt: Sendable {
    /// Its number in the ledger.
    public let number: Int
    /// The fault that happens to it.
    public let fault: Fault?
    /// When it arrived, in milliseconds of the wall clock.
    public let arrival: Int
  }

  /// Enters a request into the ledger and decides what happens to it.
  ///
  /// - Parameters:
  ///   - connection: the connection's number.
  ///   - isKept: the connection has carried a request before.
  public func receive(_ request: HTTPRequest, connection: Int, isKept: Bool, wall: Int) -> Receipt {
    let fault = plan.next(method: request.method, path: request.path, isKept: isKept)
    let number = ledger.enter(request, connection: connection, isKept: isKept, fault: fault, wall: wall)
    return Receipt(number: number, fault: fault, arrival: wall)
  }

  /// Carries a request out, as far as its fault lets it.
  ///
  /// - Parameter wall: wall time now: later than the receipt's by a `delayBefore`.
  public func deliver(_ request: HTTPRequest, _ receipt: Receipt, from address: String, wall: Int) -> Delivery
  {
    guard receipt.fault?.books ?? true else {
      return refuse(request, receipt)
    }
    let reply = handler(request, address, receipt.arrival, wall)
    ledger.close(receipt.number, status: reply.status, bookings: bookings())
    switch receipt.fault {
    case nil, .delayBefore: return .answer(reply)
    case .delayAfter(let milliseconds): return .delayed(reply, milliseconds: milliseconds)
    case .closeAfter(let resets): return .close(resets: resets)
    case .half:
      let bytes = FaultyReply.bytes(reply, answering: request)
      return .bytes(Array(bytes.prefix(max(1, bytes.count / 2))))
    case .unknownStatus: return .answer(FaultyReply.unknownStatus(keepsAlive: request.keepsAlive))
    case .code(let code, _): return .answer(FaultyReply.code(code, keepsAlive: request.keepsAlive))
    case .wrongJSON: return .answer(FaultyReply.wrongJSON(reply))
    case .closeBefore, .closeKept, .status, .html, .garbage:
      preconditionFailure("these do not book")
    }
  }

  private func refuse(_ request: HTTPRequest, _ receipt: Receipt) -> Delivery {
    let delivery: Delivery
    switch receipt.fault {
    case .closeBefore(let resets): delivery = .close(resets: resets)
    case .closeKept: delivery = .close(resets: false)
    case .status(let status, let seconds):
      delivery = .answer(
        FaultyReply.status(status, retryAfterSeconds: seconds, keepsAlive: request.keepsAlive))
    case .html: delivery = .answer(FaultyReply.webPage(keepsAlive: request.keepsAlive))
    case .garbage: delivery = .bytes(FaultyReply.garbage(receipt.number))
    case .code(let code, _): delivery = .answer(FaultyReply.code(code, keepsAlive: request.keepsAlive))
    case nil, .delayBefore, .delayAfter, .closeAfter, .half, .unknownStatus, .wrongJSON:
      preconditionFailure("these book")
    }
    if case .answer(let reply) = delivery {
      ledger.close(receipt.number, status: reply.status, bookings: [])
    } else {
      ledger.close(receipt.number, status: nil, bookings: [])
    }
    return delivery
  }
}
