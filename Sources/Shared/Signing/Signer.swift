/// A key that signs requests, of any kind. It gives bytes; how the exchange wants them written (hexadecimal
/// digits, Base64) and what is signed is the business of whoever makes the request.
public enum Signer {
  case hmac(HMACSHA256)
  case privateKey(PrivateKey)

  /// The key of a file's bytes: PEM is recognised by its first line, everything else is the text of an HMAC
  /// secret, without the blanks around it.
  ///
  /// - Throws: `emptySecret`, and what `PrivateKey` throws.
  public init(_ secret: Secret, passphrase: Secret? = nil) throws(SigningFailure) {
    let trimmed = secret.trimmed()
    let isPEM = trimmed.withBytes { bytes in
      let mark = "-----BEGIN ".utf8.span
      guard bytes.count >= mark.count else { return false }
      for index in mark.indices where bytes[index] != mark[index] { return false }
      return true
    }
    self =
      isPEM
      ? .privateKey(try PrivateKey(pem: secret, passphrase: passphrase)) : .hmac(try HMACSHA256(trimmed))
  }

  /// Which kind it is.
  public var kind: SignatureKind {
    switch self {
    case .hmac: .hmac
    case .privateKey(let key): key.kind
    }
  }

  /// Adds a piece to the message.
  public func update(_ bytes: Span<UInt8>) {
    switch self {
    case .hmac(let code): code.update(bytes)
    case .privateKey(let key): key.update(bytes)
    }
  }

  /// The signature of the message, which is over then.
  ///
  /// - Throws: `libraryFailure` without memory.
  public func finish() throws(SigningFailure) -> [UInt8] {
    switch self {
    case .hmac(let code): code.finish()
    case .privateKey(let key): try key.finish()
    }
  }
}
