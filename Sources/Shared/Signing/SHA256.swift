internal import CCrypto

/// The digest of FIPS 180-4 over as many pieces as a message has. Keeps no secret: for chains and checks.
///
/// Confined to whoever made it, since a message in the making is state.
@safe
public final class SHA256 {
  /// Bytes of a digest.
  public static let byteCount = 32

  private let context: OpaquePointer

  /// A digest of nothing so far.
  public init() {
    guard let made = unsafe EVP_MD_CTX_new() else { preconditionFailure("no memory for a digest") }
    unsafe context = made
    let result = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
    precondition(result == 1, "libcrypto has SHA-256")
  }

  deinit {
    unsafe EVP_MD_CTX_free(context)
  }

  /// The digest of some bytes.
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    let digest = SHA256()
    digest.add(bytes)
    return digest.finished()
  }

  /// Takes more bytes in.
  public func add(_ bytes: some Sequence<UInt8>) {
    let piece = Array(bytes)
    guard !piece.isEmpty else { return }
    let result = unsafe piece.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(result == 1, "hashing needs no memory")
  }

  /// Takes more bytes in, where they lie.
  public func add(_ bytes: Span<UInt8>) {
    guard !bytes.isEmpty else { return }
    let result = unsafe bytes.withUnsafeBytes { unsafe EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
    precondition(result == 1, "hashing needs no memory")
  }

  /// The digest of everything that was added. The next piece begins a new message.
  public func finished() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Self.byteCount)
    finish(into: &digest)
    return digest
  }

  /// Puts the digest of everything that was added where another one is. The next piece begins a new message.
  ///
  /// - Precondition: `digest` has `byteCount` bytes.
  public func finish(into digest: inout [UInt8]) {
    precondition(digest.count == Self.byteCount, "SHA-256 has 32 bytes")
    var count: UInt32 = 0
    let result = unsafe digest.withUnsafeMutableBufferPointer {
      unsafe EVP_DigestFinal_ex(context, $0.baseAddress, &count)
    }
    precondition(result == 1 && count == Self.byteCount, "SHA-256 has 32 bytes")
    // Without an algorithm: the context has one. To name it has libcrypto look for it anew each time, under
    // locks, which costs more than the digest of a short message.
    let restarted = unsafe EVP_DigestInit_ex(context, nil, nil)
    precondition(restarted == 1, "what worked once works again")
  }
}
