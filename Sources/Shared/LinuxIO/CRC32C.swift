internal import CLinux

/// CRC-32C (Castagnoli): finds every burst of up to 32 flipped bits, and nothing that anybody did on purpose.
///
/// This polynomial and not that of zip, because processors have an instruction for it: a record costs
/// nanoseconds.
public enum CRC32C {
  /// The check of some bytes.
  public static func of(_ bytes: Span<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe bulkhead_crc32c($0.baseAddress, $0.count, 0) }
  }

  /// The same by table, as on a processor without the instruction.
  static func byTable(_ bytes: Span<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe bulkhead_crc32c($0.baseAddress, $0.count, 1) }
  }
}
