import LinuxIO
import PaperAccounts
import PaperRoutes
import Signing
import Values

/// The keys of a paper exchange on disk: a file of mode 0600 for each secret, and `keys.json` with what may
/// be known of them.
struct KeyFolder {
  /// What went wrong, in words for people; never a byte of a key.
  struct Refusal: Error {
    var message: String
  }

  /// Bytes that a secret's file may have.
  static let secretByteCountMax = 16 * 1_024
  /// Bytes that the list of keys may have.
  static let listByteCountMax = 1 << 20
  private static let list = "keys.json"

  /// Bits of RSA keys that stay, and of those that live as long as one process: a long one takes a quarter of
  /// a second to find, and a start must not.
  static let rsaBitCount = (lasting: 2_048, temporary: 1_024)

  /// What a key of the first account may do unless somebody says otherwise.
  static let tradingRights: KeyRights = [.reading, .spotTrading, .futures, .universalTransfer]

  private(set) var records: [KeyRecord] = []
  private let isTemporary: Bool

  /// The folder's absolute path.
  let path: String

  /// Opens a folder and reads its list, or makes a temporary one.
  ///
  /// - Parameter path: nil for a temporary folder.
  init(_ path: String?) throws(Refusal) {
    isTemporary = path == nil
    let folder = try Self.open(path)
    self.path = folder.path
    if folder.contains(Self.list) { try readList(folder) }
  }

  /// Opened anew for each task, and looked at each time: a server keeps no descriptor that it does not need.
  static func open(_ path: String?) throws(Refusal) -> PrivateFolder {
    do throws(PrivateFailure) {
      if let path { return try PrivateFolder(path) }
      return try PrivateFolder.temporary(prefix: "bulkhead-paper-keys-")
    } catch {
      throw Refusal(message: "the key folder \(path ?? "in the temporary folder"): \(error)")
    }
  }

  private mutating func readList(_ folder: PrivateFolder) throws(Refusal) {
    let place = "\(path)/\(Self.list)"
    let bytes: [UInt8]
    do throws(PrivateFailure) {
      bytes = try folder.read(Self.list, byteCountMax: Self.listByteCountMax)
    } catch {
      throw Refusal(message: "\(place): \(error)")
    }
    let document: JSONDocument
    do throws(JSONReader.Failure) {
      document = try JSONDocument(bytes)
    } catch {
      throw Refusal(message: "\(place): not JSON: \(error)")
    }
    guard let entries = document.root["keys"], entries.kind == .array else {
      throw Refusal(message: "\(place): no list of keys")
    }
    for entry in entries.elements {
      guard records.count < KeyRing.countMax, let record = KeyRecord(entry),
        !records.contains(where: { $0.id == record.id })
      else { throw Refusal(message: "\(place): entry \(records.count + 1) is no key") }
      records.append(record)
    }
  }

  /// Makes what a server needs and does not have: for the first account a trading key of each kind, and one
  /// of HMAC that may only read.
  mutating func complete(now: Int) throws(Refusal) {
    var plans: [KeyPlan] = []
    for kind in SignatureKind.allCases where !has(kind, { $0.isSuperset(of: [.reading, .spotTrading]) }) {
      plans.append(KeyPlan(kind: kind, rights: Self.tradingRights))
    }
    if !has(.hmac, { $0 == .reading }) { plans.append(KeyPlan(kind: .hmac, rights: .reading)) }
    if !plans.isEmpty { try add(plans, now: now) }
  }

  private func has(_ kind: SignatureKind, _ isWanted: (KeyRights) -> Bool) -> Bool {
    records.contains { $0.kind == kind && $0.accountOrdinal == 1 && isWanted($0.rights) }
  }

  /// Makes keys and writes their secrets, and then the list: what it names is there.
  mutating func add(_ plans: [KeyPlan], now: Int) throws(Refusal) {
    let folder = try Self.open(path)
    for plan in plans {
      guard records.count < KeyRing.countMax else { throw Refusal(message: "\(path) holds too many keys") }
      let (record, secret) = try make(plan, now: now)
      records.append(record)
      do throws(PrivateFailure) {
        try secret.withBytes { bytes throws(PrivateFailure) in
          try folder.create(record.secretFile, bytes, isDurable: !isTemporary)
        }
      } catch {
        throw Refusal(message: "cannot write a key to \(path): \(error)")
      }
    }
    try writeList(folder)
  }

  private func make(_ plan: KeyPlan, now: Int) throws(Refusal) -> (KeyRecord, Secret) {
    do throws(SigningFailure) {
      let id = try SecureRandom.text(letterCount: PaperKey.idLetterCount).withBytes { bytes in
        // The id is no secret: it goes over the wire with every request.
        String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
      }
      let (secret, publicKey) = try plan.makeSecret(
        rsaBitCount: isTemporary ? Self.rsaBitCount.temporary : Self.rsaBitCount.lasting)
      let record = KeyRecord(
        id: id, kind: plan.kind, accountOrdinal: plan.accountOrdinal, rights: plan.rights,
        addresses: plan.addresses, createTimeMilliseconds: now, publicKey: publicKey)
      return (record, secret)
    } catch {
      throw Refusal(message: "cannot make a key: \(error)")
    }
  }

  private func writeList(_ folder: PrivateFolder) throws(Refusal) {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("keys")
    writer.beginArray()
    for record in records { record.write(to: &writer) }
    writer.endArray()
    writer.endObject()
    do throws(PrivateFailure) {
      try folder.replace(Self.list, writer.bytes.span, isDurable: !isTemporary)
    } catch {
      throw Refusal(message: "cannot write the list of keys to \(path): \(error)")
    }
  }

  /// Where a key's secret lies, as an absolute path.
  func secretPath(of record: KeyRecord) -> String { "\(path)/\(record.secretFile)" }

  /// The key as the exchange needs it: of HMAC the secret, of the others the public half.
  func paperKey(_ record: KeyRecord) throws(Refusal) -> PaperKey {
    let verifier: Verifier
    let secret = record.kind == .hmac ? try secret(of: record).trimmed() : Secret(copying: Span())
    do throws(SigningFailure) {
      if let publicKey = record.publicKey {
        let bytes = Array(publicKey.utf8)
        verifier = .publicKey(try PublicKey(pem: bytes.span))
      } else {
        verifier = .hmac(try HMACSHA256(secret))
      }
    } catch {
      throw Refusal(message: "\(secretPath(of: record)): \(error)")
    }
    guard verifier.kind == record.kind else {
      throw Refusal(message: "\(path)/\(Self.list): the key \(record.id) is not \(record.kind.rawValue)")
    }
    return PaperKey(
      id: record.id, verifier: verifier, accountNumber: Accounts.firstNumber + record.accountOrdinal - 1,
      rights: record.rights, addresses: record.addresses,
      createTimeMilliseconds: record.createTimeMilliseconds)
  }

  func secret(of record: KeyRecord) throws(Refusal) -> Secret {
    let folder = try Self.open(path)
    do throws(PrivateFailure) {
      return try Secret(byteCountMax: Self.secretByteCountMax) { output throws(PrivateFailure) in
        try folder.read(record.secretFile, into: &output)
      }
    } catch {
      throw Refusal(message: "\(secretPath(of: record)): \(error)")
    }
  }

  /// Removes a temporary folder and what was made in it; another one stays.
  func clear() {
    guard isTemporary else { return }
    let folder: PrivateFolder
    do throws(Refusal) {
      folder = try Self.open(path)
    } catch {
      // Somebody else has removed it, or it is no longer what was made: nothing of ours to remove.
      return
    }
    for record in records { folder.remove(record.secretFile) }
    folder.remove(Self.list)
    folder.remove(Self.place)
    folder.removeFolder()
  }
}
