internal import CCrypto

/// libcrypto's heap for keys: pages that are locked into memory (no swap), left out of core files, between
/// two guard pages, and overwritten when released.
///
/// libcrypto's own copies of private keys go there as well, which memory of ours could not achieve.
public enum SecureMemory {
  /// Bytes of the heap: some thousand keys. A power of two, below the 8 MiB that a user may lock by default.
  public static let byteCount = 1 << 20

  /// Whether the pages could be locked; without that they may be swapped out.
  public static let isLocked: Bool = CRYPTO_secure_malloc_init(byteCount, 32) == 1

  /// Makes the heap, once. Every `Secret` does it; a program may do it earlier.
  public static func prepare() {
    _ = isLocked
  }
}
