public import HTTP

/// The bounds that a server keeps towards clients which nobody trusts.
public struct HTTPServerSettings: Sendable {
  /// Connections at one time; when all are taken, the idlest make room.
  public var connectionCountMax = 1_024
  /// Bounds of one request.
  public var limits = HTTPLimits(bodyByteCountMax: 256 * 1_024)
  /// A connection without a request for this long is closed.
  public var idleNanoseconds: UInt64 = 75_000_000_000
  /// From the first byte of a request to its last: a slow sender holds a place that others want.
  public var requestNanoseconds: UInt64 = 10_000_000_000
  /// For a client to read what is queued for it.
  public var flushNanoseconds: UInt64 = 30_000_000_000
  /// How long a connection that we end is read on, so that what was answered is not lost with it
  /// (RFC 9112 §9.6).
  public var lingerNanoseconds: UInt64 = 2_000_000_000
  /// Bytes of replies that are put together before they are written. While some of what was written waits for
  /// the client, no more of its requests are read.
  public var outputByteCountMax = 256 * 1_024
  /// Bytes that may wait on a stream before its client counts as gone.
  public var streamQueuedByteCountMax = 1_024 * 1_024
  /// A stream on which nothing was sent for this long gets a comment, so that nobody on the way takes it for
  /// dead.
  public var quietStreamNanoseconds: UInt64 = 15_000_000_000
  /// Bytes of requests that all connections may hold together; each counts what it holds beyond
  /// `freeByteCount`.
  public var heldByteCountMax = 64 * 1_024 * 1_024
  /// Bytes of requests that every connection may hold in any case.
  public var freeByteCount = 4 * 1_024
  /// Bytes of replies that may wait for all clients together.
  public var unreadByteCountMax = 256 * 1_024 * 1_024
  /// Requests of one connection that are dealt with before others have their turn.
  public var requestsInARowMax = 8
  /// Requests of one connection that are not granted, with none between them that is, before it ends.
  public var deniedInARowMax = 8
  /// An unfinished request that is younger than this is not cut off to make room.
  public var graceNanoseconds: UInt64 = 1_000_000_000

  /// The usual bounds.
  public init() {}
}
