internal import CVerification

/// The SHA-256 of some bytes (FIPS 180-4), which is compared in the same time whether equal or not.
///
/// What is kept of a token, so that a stolen file of them lets nobody in.
public struct Fingerprint: Sendable, Equatable {
  /// Bytes of a digest.
  public static let byteCount = 32

  /// The digest.
  public let bytes: [UInt8]

  /// The digest of these bytes.
  public init(of message: Span<UInt8>) {
    Libcrypto.require()
    var digest = [UInt8](repeating: 0, count: Self.byteCount)
    let result = unsafe digest.withUnsafeMutableBufferPointer { digest in
      unsafe message.withUnsafeBufferPointer { message in
        unsafe bulkhead_verification_digest(message.baseAddress, message.count, digest.baseAddress)
      }
    }
    precondition(result == 1, "libcrypto has SHA-256")
    bytes = digest
  }

  /// A digest that was written down; `nil` for another number of bytes.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Whether two are equal, in a time that does not depend on where they differ.
  public static func == (one: Fingerprint, other: Fingerprint) -> Bool {
    Libcrypto.require()
    return unsafe one.bytes.withUnsafeBufferPointer { one in
      unsafe other.bytes.withUnsafeBufferPointer { other in
        unsafe bulkhead_verification_is_equal(one.baseAddress, other.baseAddress, byteCount) == 1
      }
    }
  }
}
