internal import CCrypto

/// libcrypto's random numbers, for keys.
public enum SecureRandom {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// A text of letters and digits, each as likely as the others; 64 of them are a key of the exchange's form.
  ///
  /// - Throws: `libraryFailure` when there are no random numbers.
  public static func text(letterCount: Int) throws(SigningFailure) -> Secret {
    try Secret(byteCountMax: letterCount) { (output: inout OutputSpan<UInt8>) throws(SigningFailure) in
      while !output.isFull {
        // 248 is the largest multiple of 62: what is above would make some letters likelier.
        let byte = try byte()
        if byte < 248 { output.append(letters[Int(byte % 62)]) }
      }
    }
  }

  private static func byte() throws(SigningFailure) -> UInt8 {
    var byte: UInt8 = 0
    guard unsafe RAND_priv_bytes(&byte, 1) == 1 else { throw .libraryFailure }
    return byte
  }
}
