/// What the `Authorization` fields of a request hold.
enum BearerField: Equatable {
  /// There is none, or one of another scheme, which counts as none (RFC 6750 §3.1): a client that is told of
  /// an error in it would not ask for a token.
  case absent
  /// One bearer token.
  case token(ArraySlice<UInt8>)
  /// Something else, and what.
  case malformed(String)

  /// The most bytes of a token. A JWT of an issuer with many claims stays below it.
  static let tokenByteCountMax = 8_192

  private static let scheme = Array("bearer".utf8)

  /// Reads the values of all fields of that name: RFC 9110 §11.6.2, RFC 6750 §2.1.
  init(_ values: [ArraySlice<UInt8>]) {
    guard let value = values.first else {
      self = .absent
      return
    }
    guard values.count == 1 else {
      // Two intermediaries could each believe another one.
      self = .malformed("There is more than one Authorization field.")
      return
    }
    let schemeBytes = value.prefix { $0 != 0x20 }
    guard schemeBytes.count == Self.scheme.count,
      zip(schemeBytes, Self.scheme).allSatisfy({ $0 | 0x20 == $1 })
    else {
      self = .absent
      return
    }
    let token = value.dropFirst(schemeBytes.count).drop { $0 == 0x20 }
    guard !token.isEmpty else {
      self = .malformed("The Authorization field has no token.")
      return
    }
    guard token.count <= Self.tokenByteCountMax else {
      self = .malformed("The token is longer than \(Self.tokenByteCountMax) bytes.")
      return
    }
    guard Self.isToken68(token) else {
      self = .malformed("The token has bytes that no token has.")
      return
    }
    self = .token(token)
  }

  /// `b64token` of RFC 6750 §2.1.
  private static func isToken68(_ token: ArraySlice<UInt8>) -> Bool {
    let body = token.prefix { $0 != 0x3D }
    guard !body.isEmpty, token.dropFirst(body.count).allSatisfy({ $0 == 0x3D }) else { return false }
    return body.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2B, 0x2F: true
      default: false
      }
    }
  }
}
