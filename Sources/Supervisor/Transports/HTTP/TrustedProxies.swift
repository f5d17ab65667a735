internal import HTTP
internal import LinuxIO

/// Whose word about the address of a client is taken: that of the reverse proxies which the operator names.
///
/// Anybody can write X-Forwarded-For. A proxy adds where the request came from at the end of what is there
/// (or in its place, as the configurations in `deploy/` do), so only the last address is its word and all
/// before it may be the client's own. What is said decides nothing: it is what the log calls a client.
struct TrustedProxies: Sendable {
  private static let field = "x-forwarded-for"

  private let addresses: Set<String>

  /// - Parameter addresses: literals; one that is none would trust nobody.
  init(_ addresses: [String]) {
    self.addresses = Set(addresses.compactMap { NumericAddress(Array($0.utf8))?.text })
  }

  /// Where a request came from before it reached a proxy of these.
  ///
  /// - Parameter peer: the other end of the connection that it came on, as the kernel has it.
  /// - Returns: nil when the peer is no such proxy, or does not say a plain address.
  func client(_ headers: HTTPHeaders, from peer: String) -> String? {
    guard !addresses.isEmpty, addresses.contains(peer), let value = headers.byteValues(for: Self.field).last
    else { return nil }
    var last = value.suffix(NumericAddress.byteCountMax + Self.blankCountMax + 1)
    if let comma = last.lastIndex(of: UInt8(ascii: ",")) {
      last = last[(comma + 1)...]
    } else if last.count < value.count {
      return nil
    }
    return NumericAddress(last.drop { $0 == 0x20 || $0 == 0x09 })?.text
  }

  /// Blanks that may stand behind a comma.
  private static let blankCountMax = 8
}
