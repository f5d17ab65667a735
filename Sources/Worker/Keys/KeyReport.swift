internal import Catalog
internal import Configuration
package import LinuxIO
internal import Signing

/// What was found out about one key, as text for a person.
package struct KeyReport {
  /// What is to become of the key.
  enum Outcome {
    /// It is used.
    case accepted
    /// It is not, for what it may do.
    case refused([String])
    /// The exchange does not want it.
    case refusedByExchange(ToolFailure)
    /// It cannot be read.
    case unusable(KeyRefusal)
    /// The exchange cannot be asked now.
    case unreachable(ToolFailure)
  }

  let purpose: KeyPurpose
  let source: KeySource
  var server = ""
  var kind: SignatureKind?
  /// The exchange's clock less this machine's.
  var offsetMilliseconds: Int?
  var rights: KeyRights?
  var warnings: [String] = []
  var outcome = Outcome.accepted

  init(purpose: KeyPurpose, source: KeySource) {
    self.purpose = purpose
    self.source = source
  }

  /// How the command ends when there is no other key.
  package var exitCode: ExitCode {
    switch outcome {
    case .accepted: .success
    case .refused, .refusedByExchange: .credentialRefused
    case .unusable(let refusal): refusal.exitCode
    case .unreachable: .exchangeUnreachable
    }
  }

  /// How the command ends for several: the first of refused, unusable, unreachable.
  package static func exitCode(of reports: [KeyReport]) -> ExitCode {
    let codes = reports.map(\.exitCode)
    return [.credentialRefused, .configuration, .exchangeUnreachable].first { codes.contains($0) } ?? .success
  }

  /// The report, whole lines.
  package var text: String {
    var lines = ["\(purpose.words) \(source.id.count > 12 ? "\(source.id.prefix(8))…" : source.id)"]
    func add(_ name: String, _ value: String?) {
      if let value { lines.append("  \(name)\(String(repeating: " ", count: 12 - name.count))\(value)") }
    }
    add("secret", "\(kind.map { "\(Self.words($0)), " } ?? "")\(place)")
    add("exchange", server)
    add("clock", offsetMilliseconds.map { Self.clock($0) })
    add("may", rights.map { $0.words.isEmpty ? "nothing" : $0.words.joined(separator: ", ") })
    add("addresses", rights.map { $0.isBoundToAddresses ? "only those that it is bound to" : "any" })
    for warning in warnings { add("warning", warning) }
    for (name, value) in verdict { add(name, value) }
    return lines.joined(separator: "\n") + "\n"
  }

  private var place: String {
    switch source.place {
    case .file(let path): "from \(path)"
    case .page: "from the environment; a file is the better place"
    }
  }

  private var verdict: [(String, String)] {
    switch outcome {
    case .accepted: [("verdict", "is used")]
    case .refused(let reasons):
      [
        ("verdict", "is refused: \(reasons.joined(separator: "; "))"),
        ("next", "change what it may do at the exchange"),
      ]
    case .refusedByExchange(let failure):
      [("verdict", "is refused by the exchange: \(failure.message)"), ("next", failure.suggestion ?? "")]
        .filter { !$0.1.isEmpty }
    case .unusable(let refusal):
      [("verdict", "cannot be used: \(refusal.message)"), ("next", refusal.suggestion)]
    case .unreachable(let failure):
      [("verdict", "is not known: \(failure.message)"), ("next", failure.suggestion ?? "")]
        .filter { !$0.1.isEmpty }
    }
  }

  private static func words(_ kind: SignatureKind) -> String {
    switch kind {
    case .hmac: "HMAC with SHA-256"
    case .ed25519: "Ed25519"
    case .rsa: "RSA"
    }
  }

  private static func clock(_ offset: Int) -> String {
    switch offset {
    case 0: "the same as the exchange's, to the millisecond"
    case 1...: "\(offset) ms behind the exchange's"
    default: "\(-offset) ms ahead of the exchange's"
    }
  }
}
