/// The bounds one parser keeps while it takes messages from a peer that nobody trusts.
///
/// Every part of a message that a peer can make longer has a bound here, because a parser that only bounds
/// bodies can be held by one endless header.
public struct HTTPLimits: Sendable, Equatable {
  /// Bytes of the start line without its line end.
  public var startLineByteCountMax: Int
  /// Bytes of the header section: every field line with its line end, and the empty line; trailers count on
  /// top of the headers.
  public var headerByteCountMax: Int
  /// Field lines; trailers count on top of the headers.
  public var headerCountMax: Int
  /// Bytes of the body once its framing is taken off.
  public var bodyByteCountMax: Int
  /// Bytes of one chunk's size and extensions, without the line end.
  public var chunkLineByteCountMax: Int
  /// Bytes of chunk framing (size lines, extensions, line ends) that one body may have beyond one such byte
  /// per byte of body.
  ///
  /// Bounds a body of one-byte chunks with long extensions, which costs its sender little and its reader
  /// much.
  public var chunkOverheadByteCountMax: Int
  /// Interim replies (1xx) skipped before one final reply.
  public var interimReplyCountMax: Int

  /// Bounds as given.
  ///
  /// - Precondition: none is negative, and the start line and the header section together stay under 1 GiB,
  ///   since a head is kept whole.
  public init(
    startLineByteCountMax: Int = 16 * 1024,
    headerByteCountMax: Int = 64 * 1024,
    headerCountMax: Int = 100,
    bodyByteCountMax: Int,
    chunkLineByteCountMax: Int = 256,
    chunkOverheadByteCountMax: Int = 64 * 1024,
    interimReplyCountMax: Int = 8
  ) {
    precondition(min(startLineByteCountMax, headerByteCountMax, headerCountMax, bodyByteCountMax) >= 0)
    precondition(min(chunkLineByteCountMax, chunkOverheadByteCountMax, interimReplyCountMax) >= 0)
    precondition(max(startLineByteCountMax, headerByteCountMax) <= 512 * 1024 * 1024)
    self.startLineByteCountMax = startLineByteCountMax
    self.headerByteCountMax = headerByteCountMax
    self.headerCountMax = headerCountMax
    self.bodyByteCountMax = bodyByteCountMax
    self.chunkLineByteCountMax = chunkLineByteCountMax
    self.chunkOverheadByteCountMax = chunkOverheadByteCountMax
    self.interimReplyCountMax = interimReplyCountMax
  }

  /// What a server takes from a client: bodies of at most 1 MiB.
  public static let request = HTTPLimits(bodyByteCountMax: 1024 * 1024)

  /// What a client takes from the exchange: bodies of at most 64 MiB (exchangeInfo alone is about 20).
  public static let reply = HTTPLimits(bodyByteCountMax: 64 * 1024 * 1024)
}
