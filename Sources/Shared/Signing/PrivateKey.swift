internal import CCrypto

/// A private key of Ed25519 or RSA.
///
/// libcrypto holds its numbers in the locked heap (`SecureMemory`). Confined to whoever made it, since a
/// message in the making is state.
@safe
public final class PrivateKey {
  /// Bits that an RSA key may have. The exchange takes 2,048 and 4,096; 1,024 is for short-lived keys of the
  /// paper exchange.
  public static let rsaBitCounts = 1_024...8_192

  private let handle: KeyHandle

  /// Which kind it is: Ed25519 or RSA.
  public var kind: SignatureKind { handle.kind }

  /// Reads PEM: PKCS#8, encrypted or not, or the older form of RSA keys.
  ///
  /// - Throws: `unreadableKey`, `passphraseMissing`, `passphraseWrong`, `unsupportedKey`.
  public convenience init(pem: Secret, passphrase: Secret? = nil) throws(SigningFailure) {
    try self.init(handle: try Self.read(pem, passphrase))
  }

  private static func read(_ pem: Secret, _ passphrase: Secret?) throws(SigningFailure) -> KeyHandle {
    SecureMemory.prepare()
    var asked = unsafe bulkhead_crypto_passphrase()
    let key = unsafe pem.withPointer { bytes -> OpaquePointer? in
      guard let bio = unsafe BIO_new_mem_buf(bytes, Int32(clamping: pem.byteCount)) else { return nil }
      defer { unsafe BIO_free_all(bio) }
      guard let passphrase else { return unsafe bulkhead_crypto_read_private_key(bio, &asked) }
      return unsafe passphrase.withPointer {
        unsafe asked.bytes = UnsafeRawPointer($0)
        unsafe asked.count = passphrase.byteCount
        return unsafe bulkhead_crypto_read_private_key(bio, &asked)
      }
    }
    ERR_clear_error()
    if let key = unsafe key { return try unsafe KeyHandle(owning: key) }
    guard unsafe asked.was_asked == 1 else { throw .unreadableKey }
    throw passphrase == nil ? .passphraseMissing : .passphraseWrong
  }

  /// The Ed25519 key of a seed of 32 bytes (RFC 8032 §5.1.5).
  ///
  /// - Throws: `unreadableKey` for another length.
  public convenience init(ed25519Seed seed: Secret) throws(SigningFailure) {
    SecureMemory.prepare()
    let key = unsafe seed.withPointer {
      unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, $0, seed.byteCount)
    }
    try unsafe self.init(handle: Self.handle(key, else: .unreadableKey))
  }

  private init(handle: KeyHandle) throws(SigningFailure) {
    self.handle = handle
  }

  private static func handle(
    _ key: OpaquePointer?, else failure: SigningFailure
  ) throws(SigningFailure) -> KeyHandle {
    ERR_clear_error()
    guard let key = unsafe key else { throw failure }
    return try unsafe KeyHandle(owning: key)
  }

  /// A new Ed25519 key of the system's random numbers.
  public static func generateEd25519() throws(SigningFailure) -> PrivateKey {
    SecureMemory.prepare()
    return try unsafe PrivateKey(handle: handle(bulkhead_crypto_generate_ed25519(), else: .libraryFailure))
  }

  /// A new RSA key. One of 2,048 bits takes a quarter of a second to find.
  ///
  /// - Precondition: `bitCount` is one of `rsaBitCounts`.
  public static func generateRSA(bitCount: Int) throws(SigningFailure) -> PrivateKey {
    precondition(rsaBitCounts.contains(bitCount))
    SecureMemory.prepare()
    return try unsafe PrivateKey(
      handle: handle(bulkhead_crypto_generate_rsa(bitCount), else: .libraryFailure))
  }

  /// Adds a piece to the message that is to be signed.
  public func update(_ bytes: Span<UInt8>) {
    handle.add(bytes, isSigning: true)
  }

  /// The signature of the message, which is over then: 64 bytes, or as many as the RSA key has.
  ///
  /// - Throws: `libraryFailure` without memory.
  public func finish() throws(SigningFailure) -> [UInt8] {
    try handle.sign()
  }

  /// The key as PEM in PKCS#8, encrypted with AES-256 when there is a passphrase.
  public func pem(passphrase: Secret? = nil) throws(SigningFailure) -> Secret {
    try unsafe KeyHandle.text(isSecret: true) { bio in
      guard let passphrase else {
        return unsafe bulkhead_crypto_write_private_key(bio, handle.key, nil, 0)
      }
      return unsafe passphrase.withPointer {
        unsafe bulkhead_crypto_write_private_key(bio, handle.key, $0, passphrase.byteCount)
      }
    } read: {
      Secret(copying: $0)
    }
  }

  /// The public half as PEM: what is given to the exchange.
  public func publicPEM() throws(SigningFailure) -> [UInt8] {
    try unsafe KeyHandle.text(isSecret: false) { bio in
      unsafe PEM_write_bio_PUBKEY(bio, handle.key)
    } read: { bytes in
      [UInt8](capacity: bytes.count) { output in
        for index in bytes.indices { output.append(bytes[index]) }
      }
    }
  }

  /// The public half, without anything of the private one.
  public func publicKey() throws(SigningFailure) -> PublicKey {
    let pem = try publicPEM()
    return try PublicKey(pem: pem.span)
  }
}
