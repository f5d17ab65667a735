import HTTP
import Signing

/// The bytes of a request that its signature covers: the query string and then the body, as they were sent,
/// with nothing in between and without the `signature` parameter (rest-api.md, "SIGNED Endpoint Examples").
///
/// Bytes and not parameters: a client that encodes a value in another way than we would is right all the
/// same, and one that signs something else than it sends is not.
struct SignedPayload {
  private static let name = Array("signature=".utf8)

  /// The two halves of a piece, without the parameter.
  struct Piece: Equatable {
    var before: Range<Int>
    var after: Range<Int>
    /// How often the parameter stands in it.
    var signatureCount: Int
  }

  /// Whether every byte is ASCII: since 2026-01-15 a payload must be percent-encoded before it is signed.
  private(set) var isPercentEncoded = true
  /// How often the parameter stands in query and body together.
  private(set) var signatureCount = 0

  /// Cuts the parameter out of `query=…&signature=…&…`, with one of the ampersands beside it.
  static func piece(of bytes: Span<UInt8>) -> Piece {
    var piece = Piece(before: 0..<bytes.count, after: bytes.count..<bytes.count, signatureCount: 0)
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != 0x26 { end += 1 }
      if isSignature(bytes, start..<end) {
        piece.signatureCount += 1
        piece.before = 0..<max(start - 1, 0)
        piece.after = (start == 0 ? min(end + 1, bytes.count) : end)..<bytes.count
      }
      start = end + 1
    }
    return piece
  }

  private static func isSignature(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= name.count else { return false }
    for index in name.indices where bytes[range.lowerBound + index] != name[index] { return false }
    return true
  }

  /// Hands a request's payload to what judges its signature.
  init(of request: HTTPRequest, to verifier: Verifier) {
    let target = request.target.utf8.span
    if let mark = request.target.utf8.firstIndex(of: 0x3F) {
      let start = request.target.utf8.distance(from: request.target.utf8.startIndex, to: mark) + 1
      add(target.extracting(start..<target.count), to: verifier)
    }
    add(request.body.span, to: verifier)
  }

  private mutating func add(_ bytes: Span<UInt8>, to verifier: Verifier) {
    let piece = Self.piece(of: bytes)
    signatureCount += piece.signatureCount
    for index in bytes.indices where bytes[index] >= 0x80 { isPercentEncoded = false }
    verifier.update(bytes.extracting(piece.before))
    verifier.update(bytes.extracting(piece.after))
  }
}
