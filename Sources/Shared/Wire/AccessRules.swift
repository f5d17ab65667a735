/// Who is let in over the network, as the launcher read it from files and the gateway is told.
///
/// The gateway opens no file: it reads strangers' bytes, and a sandbox may have shut the file system to it.
/// So what it has to know comes over its control socket, whole, at its start and whenever a file has changed.
/// There is no secret in it: digests of tokens, and public keys.
public struct AccessRules: Sendable, Equatable {
  /// Calls of one token in a minute, unless the operator says otherwise.
  public static let callsPerMinuteDefault: UInt32 = 600
  /// Calls of one token at a time, unless the operator says otherwise.
  public static let callsAtOnceDefault: UInt16 = 16
  /// The most bytes of a file that is passed on.
  public static let fileByteCountMax = 128 * 1024
  /// The most bytes of each text.
  static let textByteCountMax = 1024

  /// The file of tokens as it is; empty when there is none, or none that may be believed.
  public var tokens: [UInt8] = []
  /// Whether there is a file of tokens that may not be believed: what it would have revoked is not known.
  public var hasUntrustedTokens = false
  /// The issuer's key set as it is; empty as above.
  public var keys: [UInt8] = []
  /// The issuer whose tokens are taken.
  public var issuer: IssuerSetting?
  /// The address that clients reach the server by, such as `https://desk.example/mcp`.
  public var resource = ""
  /// The most calls of one token in a minute.
  public var callsPerMinuteMax = AccessRules.callsPerMinuteDefault
  /// The most calls of one token at a time.
  public var callsAtOnceMax = AccessRules.callsAtOnceDefault

  /// Nobody is let in.
  public init() {}

  /// - Precondition: the files have at most `fileByteCountMax` bytes each.
  func encode(into bytes: inout [UInt8]) {
    precondition(
      tokens.count <= Self.fileByteCountMax && keys.count <= Self.fileByteCountMax, "a file is bounded")
    for file in [tokens, keys] {
      bytes.append(u32: UInt32(file.count))
      bytes.append(contentsOf: file)
    }
    bytes.append(hasUntrustedTokens ? 1 : 0)
    bytes.append(u32: callsPerMinuteMax)
    bytes.append(u16: callsAtOnceMax)
    bytes.append(text: resource, byteCountMax: Self.textByteCountMax)
    bytes.append(issuer == nil ? 0 : 1)
    guard let issuer else { return }
    for text in [issuer.issuer, issuer.audience, issuer.scopeClaim, issuer.scopePrefix] {
      bytes.append(text: text, byteCountMax: Self.textByteCountMax)
    }
  }

  init(_ fields: inout PayloadReader) throws(WireFailure) {
    tokens = try fields.block(byteCountMax: Self.fileByteCountMax)
    keys = try fields.block(byteCountMax: Self.fileByteCountMax)
    hasUntrustedTokens = try fields.u8() == 1
    callsPerMinuteMax = try fields.u32()
    callsAtOnceMax = try fields.u16()
    resource = try fields.text()
    guard try fields.u8() == 1 else { return }
    let (name, audience) = (try fields.text(), try fields.text())
    issuer = IssuerSetting(
      issuer: name, audience: audience, scopeClaim: try fields.text(), scopePrefix: try fields.text())
  }
}
