internal import CCrypto

/// HMAC with SHA-256 under one key (RFC 2104), over as many pieces as a message has.
///
/// The key is put in once: libcrypto then keeps the two states that it leads to, and a code costs two short
/// hashes. Confined to whoever made it, since a message in the making is state.
@safe
public final class HMACSHA256 {
  /// Bytes of a code.
  public static let byteCount = 32

  private let context: OpaquePointer
  private var isFresh = true

  /// - Throws: `emptySecret`; `libraryFailure` without memory.
  public init(_ secret: Secret) throws(SigningFailure) {
    guard secret.byteCount > 0 else { throw .emptySecret }
    guard let algorithm = unsafe EVP_MAC_fetch(nil, "HMAC", nil) else { throw .libraryFailure }
    let made = unsafe EVP_MAC_CTX_new(algorithm)
    unsafe EVP_MAC_free(algorithm)
    guard let made = unsafe made else { throw .libraryFailure }
    let result = unsafe secret.withPointer {
      unsafe bulkhead_crypto_hmac_start(made, $0, secret.byteCount)
    }
    guard result == 1 else {
      unsafe EVP_MAC_CTX_free(made)
      throw .libraryFailure
    }
    unsafe context = made
  }

  deinit {
    unsafe EVP_MAC_CTX_free(context)
  }

  /// Adds a piece to the message.
  public func update(_ bytes: Span<UInt8>) {
    if !isFresh {
      let result = unsafe EVP_MAC_init(context, nil, 0, nil)
      precondition(result == 1, "a key that worked once works again")
      isFresh = true
    }
    guard !bytes.isEmpty else { return }
    let result = unsafe bytes.withUnsafeBufferPointer {
      unsafe EVP_MAC_update(context, $0.baseAddress, $0.count)
    }
    precondition(result == 1, "hashing needs no memory")
  }

  /// The code of the message, which is over then.
  public func finish() -> [UInt8] {
    update(Span())
    isFresh = false
    var code = [UInt8](repeating: 0, count: Self.byteCount)
    var count = 0
    let result = unsafe code.withUnsafeMutableBufferPointer {
      unsafe EVP_MAC_final(context, $0.baseAddress, &count, $0.count)
    }
    precondition(result == 1 && count == Self.byteCount, "SHA-256 has 32 bytes")
    return code
  }

  /// Whether `code` is the one of the message, which is over then. Takes the same time for every wrong one.
  public func isValid(_ code: Span<UInt8>) -> Bool {
    ConstantTime.isEqual(finish().span, code)
  }
}
