import Signing
import Values

/// Seals what a client carries away between two rounds of one request: a text and its HMAC under a key of
/// this process.
final class StateSeal {
  private let code: HMACSHA256

  init() throws {
    code = try HMACSHA256(SecureRandom.text(letterCount: 43))
  }

  func sealed(_ value: JSON) -> String {
    let bytes = value.encoded()
    code.update(bytes.span)
    return Base64.text(bytes + code.finish())
  }

  /// What was sealed; nil when it is not ours as it was.
  func opened(_ state: String) -> JSON? {
    guard let bytes = Base64.decode(state), bytes.count > HMACSHA256.byteCount else { return nil }
    let payload = Array(bytes.dropLast(HMACSHA256.byteCount))
    let given = Array(bytes.suffix(HMACSHA256.byteCount))
    code.update(payload.span)
    guard code.isValid(given.span) else { return nil }
    // What was sealed here is JSON.
    return (try? JSONDocument(payload)).map { JSON($0.root) }
  }
}
