internal import CLinux
internal import Glibc

/// An IPv4 or IPv6 address that somebody has written down, in the one form that `AcceptedConnection` has too:
/// so that two spellings of an address are equal, and an IPv4 address that is mapped into IPv6 is itself.
public struct NumericAddress: Hashable, Sendable {
  /// The most bytes that an address is written with (`INET6_ADDRSTRLEN` without the end of a C string).
  public static let byteCountMax = 45

  /// The address as the kernel writes it.
  public let text: String

  /// Reads a literal; `nil` for a name, a port or a zone behind it, brackets, blanks or anything else.
  public init?(_ bytes: some Collection<UInt8>) {
    // No byte of these ends a C string early.
    guard !bytes.isEmpty, bytes.count <= Self.byteCountMax, bytes.allSatisfy(Self.isOfAddress) else {
      return nil
    }
    let literal = String(decoding: bytes, as: UTF8.self)
    var octets = [UInt8](repeating: 0, count: 16)
    var family = AF_INET
    if unsafe inet_pton(AF_INET, literal, &octets) != 1 {
      guard unsafe inet_pton(AF_INET6, literal, &octets) == 1 else { return nil }
      // ::ffff:0:0/96 (RFC 4291 §2.5.5.2)
      if octets[..<10].allSatisfy({ $0 == 0 }), octets[10] == 0xFF, octets[11] == 0xFF {
        octets.removeFirst(12)
      } else {
        family = AF_INET6
      }
    }
    var written = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    guard unsafe inet_ntop(family, octets, &written, socklen_t(written.count)) != nil else { return nil }
    text = String(decoding: written.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether it is no machine's, but stands for all of one's own.
  public var isUnspecified: Bool { text == "0.0.0.0" || text == "::" }

  private static func isOfAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x46, 0x61...0x66, UInt8(ascii: "."), UInt8(ascii: ":"): true
    default: false
    }
  }
}
