internal import CCrypto

/// Comparison whose time says nothing about where two texts differ.
public enum ConstantTime {
  /// Whether two runs of bytes are equal. Their lengths may be learnt.
  public static func isEqual(_ first: Span<UInt8>, _ second: Span<UInt8>) -> Bool {
    guard first.count == second.count else { return false }
    guard !first.isEmpty else { return true }
    return unsafe first.withUnsafeBufferPointer { first in
      unsafe second.withUnsafeBufferPointer { second in
        unsafe CRYPTO_memcmp(first.baseAddress, second.baseAddress, first.count) == 0
      }
    }
  }
}
