import PaperAccounts
import PaperRoutes
import Signing
import Values

/// What is known of a key beside its secret: an entry of `keys.json` in a key folder.
struct KeyRecord: Sendable, Equatable {
  /// Accounts that keys may belong to.
  static let accountOrdinalMax = 100

  var id: String
  var kind: SignatureKind
  /// Which account, counted from 1.
  var accountOrdinal = 1
  var rights: KeyRights
  var addresses: [String] = []
  var createTimeMilliseconds: Int
  /// PEM; of Ed25519 and RSA only.
  var publicKey: String?

  /// The file in the folder that holds the secret. Made from kind and id, so that a list that somebody else
  /// wrote can name no other file.
  var secretFile: String { "\(kind.rawValue)-\(id.prefix(8))\(kind == .hmac ? ".secret" : ".pem")" }

  init(
    id: String, kind: SignatureKind, accountOrdinal: Int = 1, rights: KeyRights, addresses: [String] = [],
    createTimeMilliseconds: Int, publicKey: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.accountOrdinal = accountOrdinal
    self.rights = rights
    self.addresses = addresses
    self.createTimeMilliseconds = createTimeMilliseconds
    self.publicKey = publicKey
  }

  /// Reads an entry; `nil` when a member is missing or says nothing that a key could be.
  init?(_ value: JSONValue) {
    guard let id = value["id"]?.string, PaperKey.isValidID(id),
      let kind = value["kind"]?.string.flatMap(SignatureKind.init(rawValue:)),
      let ordinal = value["account"]?.integer, (1...Self.accountOrdinalMax).contains(ordinal),
      let names = Self.strings(value["rights"]), let rights = KeyRights(names: names),
      let addresses = Self.strings(value["addresses"]), addresses.count <= PaperKey.addressCountMax,
      let created = value["created"]?.integer
    else { return nil }
    let publicKey = value["public_key"]?.string
    guard (publicKey == nil) == (kind == .hmac) else { return nil }
    self.init(
      id: id, kind: kind, accountOrdinal: ordinal, rights: rights, addresses: addresses,
      createTimeMilliseconds: created, publicKey: publicKey)
  }

  private static func strings(_ value: JSONValue?) -> [String]? {
    guard let value, value.kind == .array else { return nil }
    var strings: [String] = []
    for element in value.elements {
      guard let string = element.string else { return nil }
      strings.append(string)
    }
    return strings
  }

  /// Writes the entry.
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", id)
    writer.member("kind", kind.rawValue)
    writer.member("account", accountOrdinal)
    writer.member("rights", JSON.array(rights.names.map { .string($0) }))
    writer.member("addresses", JSON.array(addresses.map { .string($0) }))
    writer.member("created", createTimeMilliseconds)
    if let publicKey { writer.member("public_key", publicKey) }
    writer.endObject()
  }
}
