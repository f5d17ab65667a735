internal import LinuxIO
internal import Signing

/// Seals questions that a client carries away and brings back with the answer (MCP 2026-07-28,
/// `requestState`).
///
/// What comes back has been in other hands: in the client's, and in the gateway's. The code is HMAC-SHA256
/// under a key of this process that nobody else has and that ends with it, over everything that the yes
/// belongs to: the question, the order's digest, whose call it was, and when it runs out. That it is used
/// once is the desk's business: the question is gone then.
@LoopActor
final class QuestionSeal {
  /// What became of a state that was brought back.
  enum Judgement: Equatable {
    /// It is ours and is about this order of this caller; the question's id.
    case valid(id: String)
    /// It was, and its time is over.
    case expired
    /// It is not ours, or it was changed, or it is about something or somebody else.
    case forged
  }

  private static let version: UInt8 = 1
  /// Letters of the key: 43 letters of 62 are 256 bits.
  private static let keyLetterCount = 43
  /// Bytes before the first part of variable length.
  private static let headByteCount = 9

  private let code: HMACSHA256

  /// - Throws: `libraryFailure` when there are no random numbers.
  init() throws(SigningFailure) {
    code = try HMACSHA256(try SecureRandom.text(letterCount: Self.keyLetterCount))
  }

  /// The state for a question.
  func state(of question: Confirmations.Question, principal: String) -> String {
    var bytes = payload(
      id: question.id, digest: question.digest, principal: principal,
      expiresAtMilliseconds: question.expiresAtMilliseconds)
    code.update(bytes.span)
    bytes += code.finish()
    return Base64.text(bytes)
  }

  /// Judges a state that came with a call.
  ///
  /// - Parameters:
  ///   - digest: of the order that this call asks for.
  ///   - principal: whose call it is.
  ///   - now: milliseconds of the monotonic clock.
  func judge(_ state: String, digest: String, principal: String, now: Int) -> Judgement {
    guard let bytes = Base64.decode(state), bytes.count > Self.headByteCount + HMACSHA256.byteCount else {
      return .forged
    }
    let payload = bytes.dropLast(HMACSHA256.byteCount)
    let given = bytes.suffix(HMACSHA256.byteCount)
    code.update(payload.span)
    guard code.isValid(given.span) else { return .forged }
    var expiry = 0
    for byte in payload[1..<Self.headByteCount].reversed() { expiry = expiry << 8 | Int(byte) }
    let idByteCount = payload.count > Self.headByteCount ? Int(payload[Self.headByteCount]) : 0
    let idStart = Self.headByteCount + 1
    guard idStart + idByteCount <= payload.count else { return .forged }
    let id = String(decoding: payload[idStart..<idStart + idByteCount], as: UTF8.self)
    // What was signed is rebuilt from what is asked now: equal bytes are the same order of the same caller.
    let expected = self.payload(
      id: id, digest: digest, principal: principal, expiresAtMilliseconds: expiry)
    guard Array(payload) == expected else { return .forged }
    return now < expiry ? .valid(id: id) : .expired
  }

  private func payload(
    id: String, digest: String, principal: String, expiresAtMilliseconds: Int
  ) -> [UInt8] {
    var bytes = [Self.version]
    for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: expiresAtMilliseconds >> (8 * index))) }
    bytes.append(UInt8(clamping: id.utf8.count))
    bytes += Array(id.utf8) + Array(digest.utf8) + [0] + Array(principal.utf8)
    return bytes
  }
}
