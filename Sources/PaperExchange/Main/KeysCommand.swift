import LinuxIO
import PaperRoutes
import Signing

/// `bulkhead-paper keys`: makes a key for a paper exchange.
struct KeysCommand {
  static let flags = ["--key-dir", "--kind", "--rights", "--ip", "--account", "--passphrase-file", "--help"]

  var folder = ""
  var plan = KeyPlan()
  var passphraseFile: String?

  /// Reads the arguments behind `keys`. `--flag=value` means `--flag value`.
  init(_ arguments: [String]) throws(PaperCommand.Mistake) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let flag = argument.hasPrefix("--") ? String(parts[0]) : argument
      guard Self.flags.contains(flag) else {
        throw .init(message: PaperCommand.complaint(about: flag, among: Self.flags))
      }
      if argument.hasPrefix("--"), parts.count == 2 { rest = [String(parts[1])] + rest }
      guard let value = rest.popFirst() else { throw .init(message: "\(flag) needs a value") }
      try read(flag, value)
    }
    guard !folder.isEmpty else { throw .init(message: "keys needs --key-dir DIR, the folder to put them in") }
    guard passphraseFile == nil || plan.kind != .hmac else {
      throw .init(message: "an HMAC secret cannot be encrypted: --passphrase-file is for ed25519 and rsa")
    }
  }

  private mutating func read(_ flag: String, _ value: String) throws(PaperCommand.Mistake) {
    switch flag {
    case "--key-dir": folder = value
    case "--passphrase-file": passphraseFile = value
    case "--kind":
      guard let kind = SignatureKind(rawValue: value) else {
        throw .init(message: "--kind takes hmac, ed25519 or rsa, and not '\(value)'")
      }
      plan.kind = kind
    case "--rights":
      guard let rights = KeyRights(names: value.split(separator: ",")) else {
        let names = KeyRights.names.map(\.name).joined(separator: ", ")
        throw .init(message: "--rights takes a list of \(names), and not '\(value)'")
      }
      plan.rights = rights
    case "--ip":
      plan.addresses = value.split(separator: ",").map { String($0) }
      guard (1...PaperKey.addressCountMax).contains(plan.addresses.count) else {
        throw .init(message: "--ip takes 1 to \(PaperKey.addressCountMax) addresses with commas between them")
      }
    default:
      guard let ordinal = Int(value), (1...KeyRecord.accountOrdinalMax).contains(ordinal) else {
        throw .init(
          message: "--account takes 1 to \(KeyRecord.accountOrdinalMax), and not '\(value)'")
      }
      plan.accountOrdinal = ordinal
    }
  }

  /// Makes the key and says what to do with it; its secret goes to its file only.
  @LoopActor
  func run(now: Int) -> ExitCode {
    do throws(KeyFolder.Refusal) {
      var plan = plan
      if let passphraseFile { plan.passphrase = try Self.passphrase(passphraseFile) }
      var folder = try KeyFolder(folder)
      try folder.add([plan], now: now)
      if let record = folder.records.last { StandardStream.output.write(Self.words(record, folder)) }
      return .success
    } catch {
      StandardStream.error.write("bulkhead-paper: \(error.message)\n")
      return .usage
    }
  }

  private static func passphrase(_ path: String) throws(KeyFolder.Refusal) -> Secret {
    do throws(PrivateFailure) {
      let secret = try Secret(byteCountMax: 1_024) { output throws(PrivateFailure) in
        try PrivateFolder.readFile(path, into: &output)
      }
      return secret.trimmed()
    } catch {
      throw KeyFolder.Refusal(message: "\(path): \(error)")
    }
  }

  private static func words(_ record: KeyRecord, _ folder: KeyFolder) -> String {
    let publicKey = record.publicKey.map { "public key  (what an exchange is given)\n\($0)" } ?? ""
    return """
      API key     \(record.id)
      kind        \(record.kind.rawValue)
      account     \(record.accountOrdinal)
      rights      \(record.rights.names.joined(separator: ", "))
      addresses   \(record.addresses.isEmpty ? "any" : record.addresses.joined(separator: ", "))
      secret      \(folder.secretPath(of: record))
      \(publicKey)
      Start the exchange with it:  bulkhead-paper --listen 127.0.0.1:8080 --key-dir \(folder.path)
      A client sends the API key as X-MBX-APIKEY and signs with the secret's file.

      """
  }
}
