/// What judges the signatures of one key, of any kind.
public enum Verifier {
  case hmac(HMACSHA256)
  case publicKey(PublicKey)

  /// Which kind it is.
  public var kind: SignatureKind {
    switch self {
    case .hmac: .hmac
    case .publicKey(let key): key.kind
    }
  }

  /// Adds a piece to the message.
  public func update(_ bytes: Span<UInt8>) {
    switch self {
    case .hmac(let code): code.update(bytes)
    case .publicKey(let key): key.update(bytes)
    }
  }

  /// Whether a signature is one of the message, which is over then.
  public func isValid(_ signature: Span<UInt8>) -> Bool {
    switch self {
    case .hmac(let code): code.isValid(signature)
    case .publicKey(let key): key.isValid(signature)
    }
  }
}
