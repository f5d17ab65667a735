internal import CCrypto

/// A public key of Ed25519 or RSA. Confined to whoever made it, since a message in the making is state.
@safe
public final class PublicKey {
  private let handle: KeyHandle

  /// Which kind it is: Ed25519 or RSA.
  public var kind: SignatureKind { handle.kind }

  /// Reads PEM (SubjectPublicKeyInfo, RFC 7468 §13).
  ///
  /// - Throws: `unreadableKey`, `unsupportedKey`.
  public init(pem: Span<UInt8>) throws(SigningFailure) {
    let key = unsafe pem.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      guard let start = bytes.baseAddress,
        let bio = unsafe BIO_new_mem_buf(start, Int32(clamping: bytes.count))
      else { return nil }
      defer { unsafe BIO_free_all(bio) }
      return unsafe bulkhead_crypto_read_public_key(bio)
    }
    ERR_clear_error()
    guard let key = unsafe key else { throw .unreadableKey }
    handle = try unsafe KeyHandle(owning: key)
  }

  /// The Ed25519 key of its 32 bytes (RFC 8032 §5.1.2).
  ///
  /// - Throws: `unreadableKey` for another length.
  public init(ed25519 bytes: Span<UInt8>) throws(SigningFailure) {
    let key = unsafe bytes.withUnsafeBufferPointer {
      unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, $0.baseAddress, $0.count)
    }
    ERR_clear_error()
    guard let key = unsafe key else { throw .unreadableKey }
    handle = try unsafe KeyHandle(owning: key)
  }

  /// Adds a piece to the message whose signature is to be judged.
  public func update(_ bytes: Span<UInt8>) {
    handle.add(bytes, isSigning: false)
  }

  /// Whether a signature is one of the message, which is over then.
  public func isValid(_ signature: Span<UInt8>) -> Bool {
    handle.verify(signature)
  }
}
