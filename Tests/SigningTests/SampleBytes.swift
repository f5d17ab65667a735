import Signing

/// Bytes and keys as tests write them.
enum SampleBytes {
  /// The bytes of hexadecimal digits.
  static func hexadecimal(_ digits: String) -> [UInt8] {
    Hexadecimal.decode(digits) ?? []
  }

  /// A PEM text around Base64. The words are put together here, because no file may look as if it held a key
  /// of somebody's.
  static func pem(_ inside: String, _ kind: String) -> String {
    let words = kind + " KEY"
    return "-----BEGIN \(words)-----\n\(inside)\n-----END \(words)-----\n"
  }

  static func secret(_ text: String) -> Secret { Secret(copying: Array(text.utf8).span) }
  static func isEqual(_ first: [UInt8], _ second: [UInt8]) -> Bool {
    ConstantTime.isEqual(first.span, second.span)
  }

  static func secret(_ bytes: [UInt8]) -> Secret { Secret(copying: bytes.span) }
}

extension Signer {
  /// The signature of a message in one piece.
  func sign(_ message: [UInt8]) throws -> [UInt8] {
    update(message.span)
    return try finish()
  }
}

extension Verifier {
  /// Whether a signature is one of a message in one piece.
  func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    update(message.span)
    return isValid(signature.span)
  }
}

extension PublicKey {
  /// Whether a signature is one of the message that was put in.
  func accepts(_ signature: [UInt8]) -> Bool { isValid(signature.span) }
}
