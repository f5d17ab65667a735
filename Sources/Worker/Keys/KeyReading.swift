internal import Exchange
package import LinuxIO
internal import Signing

/// Reads a secret once, from its file or its page straight into memory that is locked and overwritten
/// afterwards. No `String` and no array holds a byte of it.
@LoopActor
package enum KeyReading {
  /// The key.
  ///
  /// - Throws: why it cannot be used.
  package static func read(_ source: KeySource) throws(KeyRefusal) -> HeldKey {
    guard ExchangeKey.isUsableID(source.id) else {
      throw KeyRefusal(
        "the key's id is not made of letters and digits", suggestion: "Take the id that the exchange shows.",
        exitCode: .configuration)
    }
    var warnings: [String] = []
    let secret: Secret
    let place: String
    switch source.place {
    case .file(let path):
      place = path
      secret = try file(path, what: "secret", &warnings)
    case .page(let number):
      place = "the environment"
      secret = try page(number)
    }
    var passphrase: Secret?
    if let path = source.passphraseFile {
      passphrase = try file(path, what: "passphrase", &warnings).trimmed()
    }
    let key: ExchangeKey
    do throws(SigningFailure) {
      key = ExchangeKey(id: source.id, signer: try Signer(secret, passphrase: passphrase))
    } catch {
      throw KeyRefusal(error, place: place)
    }
    if key.signer.kind == .hmac { try check(secret, place) }
    return HeldKey(key: key, warnings: warnings)
  }

  private static func file(
    _ path: String, what: String, _ warnings: inout [String]
  ) throws(KeyRefusal) -> Secret {
    var remark: KeyFile.Remark?
    do throws(PrivateFailure) {
      let secret = try Secret(byteCountMax: KeyPage.byteCountMax) { output throws(PrivateFailure) in
        remark = try KeyFile.read(path, into: &output)
      }
      if let remark { warnings.append("the \(what)'s file \(path): \(remark)") }
      return secret
    } catch {
      throw KeyRefusal(error, file: path, what: what)
    }
  }

  private static func page(_ number: Int32) throws(KeyRefusal) -> Secret {
    guard let page = KeyPage.inherited(number) else {
      throw KeyRefusal(
        "descriptor \(number) is no key page", suggestion: "Start everything with: bulkhead serve",
        exitCode: .configuration)
    }
    do throws(PrivateFailure) {
      return try Secret(byteCountMax: page.byteCount) { output throws(PrivateFailure) in
        try page.read(into: &output)
      }
    } catch {
      throw KeyRefusal(
        "the key's page cannot be read (\(error))", suggestion: "Try again.", exitCode: .configuration)
    }
  }

  /// An HMAC secret is one word. A file with anything beside it, such as `KEY=…`, would sign, and every
  /// signature would be wrong.
  private static func check(_ secret: Secret, _ place: String) throws(KeyRefusal) {
    let isWord = secret.trimmed().withBytes { bytes in
      for index in bytes.indices where !(0x21...0x7E).contains(bytes[index]) || bytes[index] == 0x3D {
        return false
      }
      return true
    }
    if isWord { return }
    throw KeyRefusal(
      "\(place) holds more than a secret", suggestion: "It has to hold the secret and nothing else.",
      exitCode: .credentialRefused)
  }
}
