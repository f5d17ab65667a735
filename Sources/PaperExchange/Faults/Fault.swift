/// One way in which the exchange misbehaves on purpose, for tests of clients.
///
/// What matters to a client is whether its order was *booked*: each fault says so. An order that was booked
/// and whose answer was lost is the case that costs money, and the one that no other test exchange offers.
public enum Fault: Sendable, Hashable {
  /// The request is carried out after this many milliseconds; its timestamp is checked again then.
  case delayBefore(milliseconds: Int)
  /// The request is carried out at once and answered after this many milliseconds.
  case delayAfter(milliseconds: Int)
  /// Read, not carried out, not answered; the connection closes, by a reset if so wanted.
  case closeBefore(resets: Bool)
  /// Carried out, not answered; the connection closes, by a reset if so wanted.
  case closeAfter(resets: Bool)
  /// As `closeBefore`, but only on a connection that has carried a request already: what a client sees whose
  /// kept connection the server gives up at the wrong moment. Requests on fresh connections are left alone.
  case closeKept
  /// Carried out; the answer stops in the middle and the connection closes.
  case half
  /// Carried out; answered with 503 and the text that says nothing is known of the outcome.
  case unknownStatus
  /// Answered with one of the exchange's own codes (`codes`), with or without being carried out.
  case code(Int, books: Bool)
  /// Not carried out; answered with this HTTP status.
  case status(Int, retryAfterSeconds: Int?)
  /// Not carried out; answered with 200 and a web page, as a captive portal does.
  case html
  /// Not carried out; answered with bytes that are not HTTP.
  case garbage
  /// Carried out; answered with 200 and a body that is not the JSON it says it is.
  case wrongJSON

  /// The codes of `code`: three after which nothing is known, and -2013, by which a question is denied that
  /// an order exists, as while the exchange's own machines do not agree yet.
  public static let codes: Set<Int> = [-1_006, -1_007, -1_008, -2_013]

  /// Whether the request has its effect all the same.
  public var books: Bool {
    switch self {
    case .delayBefore, .delayAfter, .closeAfter, .half, .unknownStatus, .wrongJSON: true
    case .code(_, let books): books
    case .closeBefore, .closeKept, .status, .html, .garbage: false
    }
  }

  /// Its name in the administrative interface and in the ledger.
  public var name: String {
    switch self {
    case .delayBefore: "delay_before"
    case .delayAfter: "delay_after"
    case .closeBefore: "close_before"
    case .closeAfter: "close_after"
    case .closeKept: "close_kept"
    case .half: "half"
    case .unknownStatus: "unknown_status"
    case .code: "code"
    case .status: "status"
    case .html: "html"
    case .garbage: "garbage"
    case .wrongJSON: "wrong_json"
    }
  }
}
