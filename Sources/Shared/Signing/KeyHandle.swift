internal import CCrypto

/// libcrypto's key with one owner, and the context that works with it.
@safe
final class KeyHandle {
  let key: OpaquePointer
  let context: OpaquePointer
  let kind: SignatureKind
  /// The message of an Ed25519 signature: the algorithm passes over it twice, so it has to be in one piece
  /// (RFC 8032 §5.1.6). Kept for its room.
  private var message: [UInt8] = []
  private var isFresh = true
  /// Whether the context has been set up, and for which of the two. An Ed25519 context serves again and again
  /// as it is; setting it up takes a sixth of the time of a signature.
  private var isSetUpForSigning: Bool?

  /// Takes over a key.
  ///
  /// - Throws: `unsupportedKey`, and the key is released.
  init(owning key: OpaquePointer) throws(SigningFailure) {
    switch unsafe EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_ED25519: kind = .ed25519
    case EVP_PKEY_RSA where unsafe PrivateKey.rsaBitCounts.contains(Int(EVP_PKEY_get_bits(key))): kind = .rsa
    default:
      unsafe EVP_PKEY_free(key)
      throw .unsupportedKey
    }
    guard let context = unsafe EVP_MD_CTX_new() else {
      unsafe EVP_PKEY_free(key)
      throw .libraryFailure
    }
    unsafe self.key = key
    unsafe self.context = context
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
    unsafe EVP_PKEY_free(key)
  }

  /// Bytes that a signature may have.
  var signatureByteCountMax: Int { unsafe Int(EVP_PKEY_get_size(key)) }

  /// Begins a message unless one has begun.
  private func begin(isSigning: Bool) {
    guard isFresh else { return }
    isFresh = false
    message.removeAll(keepingCapacity: true)
    if kind == .rsa || isSetUpForSigning != isSigning { setUp(isSigning: isSigning) }
  }

  private func setUp(isSigning: Bool) {
    let digest = unsafe kind == .rsa ? EVP_sha256() : nil
    unsafe EVP_MD_CTX_reset(context)
    let result =
      isSigning
      ? unsafe EVP_DigestSignInit(context, nil, digest, nil, key)
      : unsafe EVP_DigestVerifyInit(context, nil, digest, nil, key)
    precondition(result == 1, "a key of a supported kind signs")
    isSetUpForSigning = isSigning
  }

  /// Adds a piece to the message that has begun.
  func add(_ bytes: Span<UInt8>, isSigning: Bool) {
    begin(isSigning: isSigning)
    if kind == .ed25519 {
      message.append(addingCapacity: bytes.count) { (output: inout OutputSpan<UInt8>) in
        for index in bytes.indices { output.append(bytes[index]) }
      }
      return
    }
    let result = unsafe bytes.withUnsafeBufferPointer {
      isSigning
        ? unsafe EVP_DigestSignUpdate(context, $0.baseAddress, $0.count)
        : unsafe EVP_DigestVerifyUpdate(context, $0.baseAddress, $0.count)
    }
    precondition(result == 1, "hashing needs no memory")
  }

  /// The signature of the message, which is over then.
  func sign() throws(SigningFailure) -> [UInt8] {
    begin(isSigning: true)
    isFresh = true
    if let signature = signature() { return signature }
    // Another version of libcrypto may not let a context serve twice.
    setUp(isSigning: true)
    guard kind == .ed25519, let signature = signature() else { throw .libraryFailure }
    return signature
  }

  private func signature() -> [UInt8]? {
    var signature = [UInt8](repeating: 0, count: signatureByteCountMax)
    var count = signature.count
    let result = unsafe signature.withUnsafeMutableBufferPointer { signature in
      unsafe message.withUnsafeBufferPointer { message in
        kind == .ed25519
          ? unsafe EVP_DigestSign(context, signature.baseAddress, &count, message.baseAddress, message.count)
          : unsafe EVP_DigestSignFinal(context, signature.baseAddress, &count)
      }
    }
    guard result == 1 else {
      ERR_clear_error()
      return nil
    }
    signature.removeLast(signature.count - count)
    return signature
  }

  /// Whether a signature is one of the message, which is over then.
  func verify(_ signature: Span<UInt8>) -> Bool {
    begin(isSigning: false)
    isFresh = true
    if isAccepted(signature) { return true }
    guard kind == .ed25519 else { return false }
    // As above: "no" is believed of a context that was set up for this message only.
    setUp(isSigning: false)
    return isAccepted(signature)
  }

  private func isAccepted(_ signature: Span<UInt8>) -> Bool {
    let result = unsafe signature.withUnsafeBufferPointer { signature in
      unsafe message.withUnsafeBufferPointer { message in
        kind == .ed25519
          ? unsafe EVP_DigestVerify(
            context, signature.baseAddress, signature.count, message.baseAddress, message.count)
          : unsafe EVP_DigestVerifyFinal(context, signature.baseAddress, signature.count)
      }
    }
    // A wrong signature leaves its reason in libcrypto's queue, which would grow.
    if result != 1 { ERR_clear_error() }
    return result == 1
  }

  /// What `write` puts into a memory BIO, handed to `read`.
  ///
  /// - Parameter isSecret: whether the bytes go to the locked heap.
  static func text<Result>(
    isSecret: Bool, write: (OpaquePointer) -> Int32, read: (Span<UInt8>) -> Result
  ) throws(SigningFailure) -> Result {
    guard let bio = unsafe BIO_new(isSecret ? BIO_s_secmem() : BIO_s_mem()) else { throw .libraryFailure }
    defer { unsafe BIO_free_all(bio) }
    guard unsafe write(bio) == 1 else {
      ERR_clear_error()
      throw .libraryFailure
    }
    var start: UnsafePointer<UInt8>?
    let count = unsafe bulkhead_crypto_bio_bytes(bio, &start)
    return unsafe read(UnsafeBufferPointer(start: start, count: count).span)
  }
}
