public import Signing

/// A key as the exchange knows it: whose it is, what it may do, and what judges its signatures.
public final class PaperKey {
  /// Letters and digits of every id.
  public static let idLetterCount = 64
  /// Addresses that a key may be restricted to (account settings of the exchange).
  public static let addressCountMax = 30

  /// What `X-MBX-APIKEY` carries.
  public let id: String
  /// The number of the account it belongs to.
  public let accountNumber: Int
  /// What it may do.
  public let rights: KeyRights
  /// Where it may be used from, as address literals; empty means everywhere.
  public let addresses: [String]
  /// When it was made, in milliseconds.
  public let createTimeMilliseconds: Int
  let verifier: Verifier

  /// HMAC, Ed25519 or RSA.
  public var kind: SignatureKind { verifier.kind }

  /// - Precondition: `isValidID(id)`; at most `addressCountMax` addresses.
  public init(
    id: String, verifier: Verifier, accountNumber: Int, rights: KeyRights, addresses: [String] = [],
    createTimeMilliseconds: Int = 0
  ) {
    precondition(Self.isValidID(id) && addresses.count <= Self.addressCountMax)
    self.id = id
    self.verifier = verifier
    self.accountNumber = accountNumber
    self.rights = rights
    self.addresses = addresses
    self.createTimeMilliseconds = createTimeMilliseconds
  }

  /// Whether a text has the form of an id; every other one is -2014.
  public static func isValidID(_ text: String) -> Bool {
    text.utf8.count == idLetterCount
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
      }
  }

  /// Whether it may be used from an address.
  func isAllowed(from address: String) -> Bool {
    addresses.isEmpty || addresses.contains(address)
  }
}
