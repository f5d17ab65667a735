internal import CVerification

/// A public key that judges signatures of others. There is no private half, and nothing here could use one.
@safe
public final class VerificationKey: Sendable {
  /// Bits that an RSA key may have: below, it can be broken (RFC 7518 §3.3); above, checking is slow enough
  /// to be an attack.
  public static let rsaBitCounts = 2_048...8_192
  /// Bytes that the public exponent of an RSA key may have; for the same reason.
  public static let rsaExponentByteCountMax = 4

  /// Of what kind it is. A key judges signatures of one algorithm and of no other.
  public let algorithm: SignatureAlgorithm
  // Written in `init` only, and libcrypto does not change a key that it verifies with.
  nonisolated(unsafe) private let key: UnsafeMutableRawPointer

  private init(owning key: UnsafeMutableRawPointer, _ algorithm: SignatureAlgorithm) {
    unsafe self.key = key
    self.algorithm = algorithm
  }

  deinit {
    unsafe bulkhead_verification_release_key(key)
  }

  /// The RSA key of a modulus and an exponent, highest byte first.
  ///
  /// - Returns: nil when a size is not allowed, or one of them is even.
  public convenience init?(rsaModulus modulus: [UInt8], exponent: [UInt8]) {
    let modulus = Array(modulus.drop { $0 == 0 })
    let exponent = Array(exponent.drop { $0 == 0 })
    guard let highest = modulus.first, let lowest = modulus.last, let last = exponent.last else { return nil }
    let bitCount = modulus.count * 8 - highest.leadingZeroBitCount
    guard Self.rsaBitCounts.contains(bitCount), lowest & 1 == 1, last & 1 == 1, exponent != [1],
      exponent.count <= Self.rsaExponentByteCountMax
    else { return nil }
    // rsaEncryption with NULL (RFC 3279 §2.3.1).
    let name: [UInt8] = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00]
    let numbers = DER.sequence(DER.integer(modulus) + DER.integer(exponent))
    let bytes = DER.sequence(DER.sequence(name) + DER.bitString(numbers))
    guard let key = unsafe Self.read(bytes) else { return nil }
    unsafe self.init(owning: key, .rs256)
  }

  /// The key of a point on P-256.
  ///
  /// - Returns: nil unless both coordinates have 32 bytes and the point is on the curve.
  public convenience init?(p256X x: [UInt8], y: [UInt8]) {
    guard x.count == 32, y.count == 32 else { return nil }
    // id-ecPublicKey with prime256v1 (RFC 5480 §2.1.1), and an uncompressed point.
    let name: [UInt8] = [
      0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03,
      0x01, 0x07,
    ]
    let bytes = DER.sequence(DER.sequence(name) + DER.bitString([0x04] + x + y))
    guard let key = unsafe Self.read(bytes) else { return nil }
    unsafe self.init(owning: key, .es256)
  }

  /// The Ed25519 key of its 32 bytes (RFC 8032 §5.1.2).
  ///
  /// - Returns: nil for another number of bytes.
  public convenience init?(ed25519 bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    Libcrypto.require()
    let key = unsafe bytes.withUnsafeBufferPointer {
      unsafe bulkhead_verification_ed25519_key($0.baseAddress, $0.count)
    }
    guard let key = unsafe key else { return nil }
    unsafe self.init(owning: key, .eddsa)
  }

  /// A key of a SubjectPublicKeyInfo (RFC 5280 §4.1.2.7). libcrypto refuses a point off its curve.
  private static func read(_ bytes: [UInt8]) -> UnsafeMutableRawPointer? {
    Libcrypto.require()
    return unsafe bytes.withUnsafeBufferPointer {
      unsafe bulkhead_verification_read_key($0.baseAddress, $0.count)
    }
  }

  /// Whether a signature is one of this message by this key.
  public func isValid(_ signature: Span<UInt8>, of message: Span<UInt8>) -> Bool {
    switch algorithm {
    case .rs256, .eddsa: return isAccepted(signature, message)
    case .es256:
      guard signature.count == 64 else { return false }
      var halves: [UInt8] = []
      for index in signature.indices { halves.append(signature[index]) }
      let der = DER.sequence(DER.integer(Array(halves[..<32])) + DER.integer(Array(halves[32...])))
      return isAccepted(der.span, message)
    }
  }

  private func isAccepted(_ signature: Span<UInt8>, _ message: Span<UInt8>) -> Bool {
    let result = unsafe signature.withUnsafeBufferPointer { signature in
      unsafe message.withUnsafeBufferPointer { message in
        unsafe bulkhead_verification_is_signed(
          key, algorithm == .eddsa ? 0 : 1, signature.baseAddress, signature.count, message.baseAddress,
          message.count)
      }
    }
    return result == 1
  }
}
