internal import HTTP

/// Every request received and every order booked, oldest first, for tests that count.
public struct RequestLedger: Sendable {
  /// One request.
  public struct Entry: Sendable {
    /// Its number, from 1.
    public let number: Int
    /// When it had been read, in milliseconds of the wall clock.
    public let time: Int
    /// The connection that it came on.
    public let connection: Int
    /// The connection had carried a request before.
    public let isKept: Bool
    /// The method.
    public let method: String
    /// The path.
    public let path: String
    /// Query string and form body without the signature, at most `textByteCountMax` bytes.
    public let parameters: String
    /// The key id of the request.
    public let keyID: String?
    /// What was done to it.
    public let fault: String?
    /// The status of the answer that it had, delivered or not; `nil` while it is at work, or when it was not
    /// carried out and not answered.
    public internal(set) var status: Int?
    /// The orders that it booked.
    public internal(set) var bookings: [Booking] = []
  }

  /// Entries that are kept; the oldest go first.
  public static let entryCountMax = 100_000
  /// Bytes of parameters that an entry keeps.
  public static let textByteCountMax = 2_048
  /// Bytes of method, path and key id, each, that an entry keeps: none that means something is longer, and a
  /// header may have 64 KiB.
  public static let wordByteCountMax = 256

  /// The entries kept, oldest first.
  public private(set) var entries: [Entry] = []
  /// Requests since the beginning.
  public private(set) var requestCount = 0
  /// Orders booked since the beginning.
  public private(set) var bookingCount = 0

  /// Nothing yet.
  public init() {}

  mutating func enter(
    _ request: HTTPRequest, connection: Int, isKept: Bool, fault: Fault?, wall: Int
  ) -> Int {
    // Many at a time: taking one from the front of an array moves all the others.
    if entries.count >= Self.entryCountMax { entries.removeFirst(Self.entryCountMax / 10) }
    requestCount += 1
    entries.append(
      Entry(
        number: requestCount, time: wall, connection: connection, isKept: isKept,
        method: Self.word(request.method), path: Self.word(request.path),
        parameters: Self.parameters(request), keyID: request.headers["X-MBX-APIKEY"].map(Self.word),
        fault: fault?.name))
    return requestCount
  }

  mutating func close(_ number: Int, status: Int?, bookings: [Booking]) {
    guard let first = entries.first?.number, number >= first else { return }
    entries[number - first].status = status
    entries[number - first].bookings = bookings
    bookingCount += bookings.count
  }

  private static func word(_ text: String) -> String {
    text.utf8.count <= wordByteCountMax
      ? text : String(decoding: text.utf8.prefix(wordByteCountMax), as: UTF8.self)
  }

  /// What was asked, without the signature: the ledger is for reading, and a signature is as good as the
  /// request it belongs to.
  private static func parameters(_ request: HTTPRequest) -> String {
    let body = String(decoding: request.body.prefix(textByteCountMax), as: UTF8.self)
    let parts = [request.query ?? "", body].flatMap { $0.split(separator: "&") }
    let text = parts.filter { !$0.hasPrefix("signature=") }.joined(separator: "&")
    return String(decoding: text.utf8.prefix(textByteCountMax), as: UTF8.self)
  }
}
